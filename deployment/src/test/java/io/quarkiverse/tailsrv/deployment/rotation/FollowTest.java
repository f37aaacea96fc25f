package io.quarkiverse.tailsrv.deployment.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Rotations;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * With {@code on-rotation=follow} a connection goes on: all of the old file, then the new one from its first byte.
 */
class FollowTest {

    private static final GrowingFile FILE = GrowingFile.of(FollowTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.on-rotation", "follow")
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.5S")
            .setBeforeAllCustomizer(() -> FILE.create(""));

    @Inject
    TailServer server;

    @Test
    void renamedAndRecreated() throws IOException {
        FILE.replace("old");
        try (TestClient client = TestClient.at(server.port(), 1)) {
            assertThat(client.readText(2)).isEqualTo("ld");
            FILE.rename("served.log.1");
            FILE.append("new");
            assertThat(client.readText(3)).isEqualTo("new");
            FILE.append(", newer");
            assertThat(client.readText(7)).isEqualTo(", newer");
        }
    }

    @Test
    void aHalfClosedClientFollowsToo() throws IOException {
        FILE.replace("old");
        try (TestClient client = TestClient.connect(server.port()).send("0").halfClose()) {
            assertThat(client.readText(3)).isEqualTo("old");
            FILE.replace("new");
            assertThat(client.readText(3)).isEqualTo("new");
        }
    }

    @Test
    void renamedSeveralTimesWhileAClientIsBehind() throws IOException {
        rotations().followedThroughSeveralFiles();
    }

    @Test
    void truncated() throws IOException {
        FILE.replace("old and long");
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(12)).isEqualTo("old and long");
            FILE.overwrite("new");
            assertThat(client.readText(3)).isEqualTo("new");
            FILE.overwrite("and newer, and longer");
            assertThat(client.readText(21)).isEqualTo("and newer, and longer");
        }
    }

    @Test
    void anOffsetThatTheOldFileNeverReaches() throws IOException {
        FILE.replace("old");
        rotations().assertServed("old");
        try (TestClient client = TestClient.at(server.port(), 100)) {
            await().until(() -> server.connections().stream().anyMatch(open -> open.startOffset() == 100));
            FILE.replace("new");
            assertThat(client.readText(3)).isEqualTo("new");
        }
    }

    private Rotations rotations() {
        return new Rotations(FILE, server.port(), TestClient::connect);
    }
}
