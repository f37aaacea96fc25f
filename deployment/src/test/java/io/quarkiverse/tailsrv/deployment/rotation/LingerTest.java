package io.quarkiverse.tailsrv.deployment.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Rotations;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.test.QuarkusUnitTest;

/**
 * With {@code on-rotation=linger} a connection stays on its file, whatever it is called by then.
 */
class LingerTest {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final GrowingFile FILE = GrowingFile.of(LingerTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.on-rotation", "linger")
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", POLL.toString())
            .setBeforeAllCustomizer(() -> FILE.create(""));

    @Inject
    TailServer server;

    @Test
    void lateWritesArriveHoweverLate() throws IOException {
        FILE.replace("old");
        GrowingFile renamed;
        try (TestClient lingering = TestClient.at(server.port(), 0)) {
            assertThat(lingering.readText(3)).isEqualTo("old");
            renamed = FILE.rename("served.log.1");
            FILE.append("new");
            serveTheNewOneFor(POLL.multipliedBy(10));
            renamed.append(", late");
            assertThat(lingering.readText(6)).isEqualTo(", late");
            serveTheNewOneFor(POLL.multipliedBy(10));
            renamed.append(", later");
            assertThat(lingering.readText(7)).isEqualTo(", later");
            assertThat(ThisProcess.descriptorsOf(renamed.path())).hasSize(1);
            lingering.reset(); // a mere close looks like a half-close for as long as there is nothing to send
        }
        await().untilAsserted(() -> assertThat(ThisProcess.descriptorsOf(renamed.path())).isEmpty());
    }

    private void serveTheNewOneFor(Duration time) throws IOException {
        long start = System.nanoTime();
        try (TestClient client = TestClient.at(server.port(), FILE.size())) {
            while (System.nanoTime() - start < time.toNanos()) {
                FILE.append(".");
                assertThat(client.readText(1)).isEqualTo(".");
            }
        }
    }

    @Test
    void aTruncatedFileEndsTheConnectionAllTheSame() throws IOException {
        new Rotations(FILE, server.port(), TestClient::connect).endedByATruncation();
    }
}
