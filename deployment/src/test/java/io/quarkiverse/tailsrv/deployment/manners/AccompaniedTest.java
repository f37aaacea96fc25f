package io.quarkiverse.tailsrv.deployment.manners;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Answer;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.LoadedClasses;
import io.quarkiverse.tailsrv.deployment.support.Scrape;
import io.quarkiverse.tailsrv.deployment.support.StartLine;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * In a packaged application that has all that this extension can work with, all of it works, though no bean is asked for.
 */
class AccompaniedTest {

    private static final GrowingFile FILE = GrowingFile.of(AccompaniedTest.class).create("content");
    private static final LoadedClasses LOADED = new LoadedClasses(AccompaniedTest.class);
    private static final int HTTP_PORT = FreePort.any();

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withEmptyApplication()
            .setApplicationName("accompanied")
            .setForcedDependencies(companions())
            .setRun(true)
            .setJVMArgs(LOADED.arguments())
            .setRuntimeProperties(Map.of("quarkus.tailsrv.file", FILE.path().toString(), "quarkus.tailsrv.port", "0",
                    "quarkus.tailsrv.host", "localhost", "quarkus.vertx.prefer-native-transport", "true",
                    "quarkus.http.host", "localhost", "quarkus.http.port", String.valueOf(HTTP_PORT)));

    private static List<Dependency> companions() {
        return Stream.concat(Extensions.epoll().stream(),
                Extensions.quarkus("quarkus-smallrye-health", "quarkus-micrometer-registry-prometheus", "quarkus-messaging")
                        .stream())
                .toList();
    }

    @Test
    void serves() throws Exception {
        StartLine start = StartLine.in(APP.getStartupConsoleOutput());
        assertThat(start.transport()).isEqualTo("epoll");
        try (TestClient client = TestClient.at(start.port(), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
            assertThat(Answer.from(page("/q/health/ready")).body()).contains("Tailsrv servers health check", "SERVING");
            assertThat(Scrape.of(page("/q/metrics")).value("tailsrv_connections", "<default>")).isEqualTo(1);
        }
        for (String optional : List.of("io.quarkiverse.tailsrv.runtime.health", "io.quarkiverse.tailsrv.runtime.metrics",
                "io.netty.channel.epoll")) {
            assertThat(LOADED.in(optional)).as(optional).isNotEmpty();
        }
    }

    private static URL page(String path) throws MalformedURLException {
        return URI.create("http://localhost:" + HTTP_PORT + path).toURL();
    }
}
