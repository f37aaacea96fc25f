package io.quarkiverse.tailsrv.deployment.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A client that follows and has stalled keeps all files open that were served since; when it is ended, they are let go.
 */
class StallAndRotationTest {

    private static final int LENGTH = 24 << 20;
    private static final int ROTATIONS = 5;
    private static final GrowingFile FILE = GrowingFile.of(StallAndRotationTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.on-rotation", "follow")
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.1S")
            .overrideRuntimeConfigKey("quarkus.tailsrv.stall-timeout", "4S")
            .setBeforeAllCustomizer(() -> FILE.create(GrowingFile.noise(7, LENGTH)));

    @Inject
    TailServer server;

    @Test
    void letsGoOfAllThatWaitedForIt() throws IOException {
        try (TestClient reading = TestClient.at(server.port(), LENGTH);
                TestClient stalled = TestClient.connect(server.port(), 4096).send("0\n")) {
            TestClient.awaitOpen(server, 2);
            for (int i = 1; i <= ROTATIONS; i++) {
                Files.delete(FILE.rename("old").path());
                FILE.append("generation " + i);
                assertThat(reading.readText(12)).isEqualTo("generation " + i);
            }
            assertThat(open()).hasSize(ROTATIONS + 1);
            TestClient.awaitOpen(server, 1);
            await().untilAsserted(() -> assertThat(open()).containsExactly(FILE.path().toString()));
            FILE.append(", and on");
            assertThat(reading.readText(8)).isEqualTo(", and on");
        }
    }

    private static List<String> open() {
        return ThisProcess.descriptorsOf(FILE.path().getParent());
    }
}
