package io.quarkiverse.tailsrv.deployment.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Mount;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A disk that is full. What could be written is served to its last byte, in the middle of a line, and what comes once there is
 * room is served behind it. It takes root to mount.
 */
class FullDiskTest {

    private static final String LINE = "x".repeat(99) + "\n";
    private static final GrowingFile FILE = GrowingFile.of(FullDiskTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.05S")
            .setBeforeAllCustomizer(() -> FILE.create("before the disk was mounted"))
            .assertLogRecords(records -> assertThat(Apps.messages(records, Level.WARNING))
                    .allMatch(message -> message.contains("does not exist")));

    @Inject
    TailServer server;

    @Test
    void isServedAsFarAsItGot() throws Exception {
        try (Mount disk = Mount.over(FILE.path().getParent(), "-t", "tmpfs", "-o", "size=1m", "tmpfs");
                TestClient client = TestClient.at(server.port(), 0)) {
            GrowingFile other = FILE.sibling("other");
            other.append(new byte[600_000]);
            assertThatThrownBy(() -> FILE.append(LINE.repeat(10_000))).isInstanceOf(IOException.class);
            int torn = FILE.size();
            assertThat(torn % LINE.length()).as("in the middle of a line").isNotZero();
            assertThat(client.read(torn)).isEqualTo(FILE.bytesFrom(0));
            Files.delete(other.path());
            FILE.append(LINE);
            assertThat(client.readText(LINE.length())).isEqualTo(LINE);
        }
    }
}
