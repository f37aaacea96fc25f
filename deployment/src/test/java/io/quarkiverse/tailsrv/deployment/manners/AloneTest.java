package io.quarkiverse.tailsrv.deployment.manners;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.client.LongLines;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.LoadedClasses;
import io.quarkiverse.tailsrv.deployment.support.StartLine;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * A packaged application of nothing but this extension and HTTP, which this module's own tests bring into each build, serves
 * though no bean is asked for, and loads no class that is there for others.
 */
class AloneTest {

    private static final GrowingFile FILE = GrowingFile.of(AloneTest.class).create("content");
    private static final LoadedClasses LOADED = new LoadedClasses(AloneTest.class);

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withEmptyApplication()
            .setApplicationName("alone")
            .setForcedDependencies(Extensions.quarkus("quarkus-vertx-http"))
            .setRun(true)
            .setJVMArgs(LOADED.arguments())
            .setRuntimeProperties(Map.of("quarkus.tailsrv.file", FILE.path().toString(), "quarkus.tailsrv.port", "0",
                    "quarkus.tailsrv.host", "localhost", "quarkus.http.host", "localhost", "quarkus.http.port", "0"));

    @Test
    void serves() throws Exception {
        StartLine start = StartLine.in(APP.getStartupConsoleOutput());
        assertThat(start.transport()).isEqualTo("NIO");
        try (TestClient client = TestClient.at(start.port(), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
            FILE.append(", appended");
            assertThat(client.readText(10)).isEqualTo(", appended");
        }
        assertThat(LOADED.in("io.quarkiverse.tailsrv.runtime.server")).isNotEmpty();
        for (String optional : List.of("io.quarkiverse.tailsrv.runtime.health", "io.quarkiverse.tailsrv.runtime.metrics",
                "org.eclipse.microprofile.health", "org.eclipse.microprofile.reactive", "io.smallrye.reactive.messaging",
                "org.apache.kafka", "io.micrometer", "io.netty.channel.epoll", "io.quarkiverse.tailsrv.messaging",
                "io.quarkiverse.tailsrv.runtime.messaging",
                "io.quarkiverse.tailsrv.runtime.client", "io.quarkiverse.tailsrv.runtime.resume",
                "io.quarkiverse.tailsrv.runtime.lines", "io.quarkiverse.tailsrv.runtime.injection",
                "io.quarkiverse.tailsrv.runtime.mirror")) {
            assertThat(LOADED.in(optional)).as(optional).isEmpty();
        }
        assertThat(LOADED.in("io.quarkiverse.tailsrv.client")).as("but for the type of a setting")
                .isSubsetOf(LongLines.class.getName(), LongLines.class.getName() + "[]");
    }
}
