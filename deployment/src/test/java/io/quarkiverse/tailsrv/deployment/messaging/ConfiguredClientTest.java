package io.quarkiverse.tailsrv.deployment.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.deployment.support.Answer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/**
 * A channel of a configured client begins where that one does, keeps this place before anything is acknowledged, and is not
 * ready while the client is not connected. The log says so, but not for each try, nor for the connection that a rotation ends.
 */
class ConfiguredClientTest {

    private static final GrowingFile FILE = GrowingFile.of(ConfiguredClientTest.class);
    private static final GrowingFile POSITION = FILE.sibling("lines.position");
    private static final String PORT = String.valueOf(FreePort.any());

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-messaging", "quarkus-smallrye-health"))
            .overrideRuntimeConfigKey("quarkus.tailsrv.test-port", PORT)
            .overrideRuntimeConfigKey("quarkus.tailsrv.client.audit.host", "localhost")
            .overrideRuntimeConfigKey("quarkus.tailsrv.client.audit.port", PORT)
            .overrideRuntimeConfigKey("quarkus.tailsrv.client.audit.from", "-6")
            .overrideConfigKey("mp.messaging.incoming.lines.connector", "smallrye-tailsrv")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.client", "audit")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.position-file", POSITION.path().toString())
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.commit-interval", "1H")
            .setBeforeAllCustomizer(() -> FILE.create("one\ntwo\nthree\n"))
            .assertLogRecords(records -> {
                assertThat(Apps.messages(records, Level.INFO))
                        .anyMatch(message -> message.startsWith("Tail client \"audit\": the server has another file ("))
                        .containsOnlyOnce("Tail client \"audit\": is connected");
                assertThat(Apps.messages(records, Level.WARNING))
                        .anyMatch(message -> message.startsWith("Tail client \"audit\": is not connected ("));
            });

    @Singleton
    public static class Lines {

        final List<String> taken = new CopyOnWriteArrayList<>();

        @Incoming("lines")
        void take(String line) {
            taken.add(line);
        }
    }

    @Inject
    Lines lines;

    @Inject
    TailServer server;

    @TestHTTPResource("/q/health/ready")
    URL ready;

    @Test
    void beginsWhereItsClientDoes() throws IOException {
        await().until(() -> lines.taken.equals(List.of("three")));
        await().untilAsserted(() -> assertThat(saved().offset()).isEqualTo(8));
        FILE.replace("four\n");
        await().until(() -> lines.taken.equals(List.of("three", "four")));
        server.stop().toCompletableFuture().join();
        await().untilAsserted(() -> assertThat(Answer.from(ready).body()).contains("\"lines\": \"[KO] - not connected: ")
                .containsIgnoringCase("refused")); // by a try after the connection that was closed
        server.start().toCompletableFuture().join();
        FILE.append("five\n");
        await().until(() -> lines.taken.equals(List.of("three", "four", "five")));
    }

    private static TailPosition saved() throws IOException {
        return TailPosition.parse(Files.readString(POSITION.path()).strip());
    }
}
