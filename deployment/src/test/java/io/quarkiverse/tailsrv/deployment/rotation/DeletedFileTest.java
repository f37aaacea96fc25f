package io.quarkiverse.tailsrv.deployment.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Hashes;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The space of a deleted file comes back as soon as nobody reads it any more.
 */
class DeletedFileTest {

    private static final int LENGTH = 24 << 20;
    private static final GrowingFile FILE = GrowingFile.of(DeletedFileTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.2S")
            .setBeforeAllCustomizer(() -> FILE.create(""))
            .assertLogRecords(DeletedFileTest::assertNoGenerationMissed);

    @Inject
    TailServer server;

    @Test
    void isClosedOnceItsLastClientHasReadIt() throws IOException {
        try (TestClient slow = slowClientOfADeletedFile(1)) {
            assertThat(slow.readHash(Long.MAX_VALUE)).isEqualTo(Hashes.of(GrowingFile.noise(1, LENGTH)));
            assertClosed();
        }
    }

    @Test
    void isClosedOnceItsLastClientHasGone() throws IOException {
        try (TestClient slow = slowClientOfADeletedFile(2)) {
            slow.reset();
            assertClosed();
        }
    }

    @Test
    void isClosedIfItHasNoClient() throws IOException {
        FILE.replace("old");
        assertServed("old");
        Files.delete(FILE.path());
        assertClosed();
    }

    /** The system gives the number of a deleted file to the next one as soon as nobody has it open. */
    @Test
    void isNotTakenForTheOneThatComesNext() throws IOException {
        Files.deleteIfExists(FILE.path());
        for (int i = 0; i < 10; i++) {
            FILE.append("file " + i);
            try (TestClient client = TestClient.at(server.port(), 0)) {
                assertThat(client.readText(6)).isEqualTo("file " + i);
                Files.delete(FILE.path());
                assertThat(client.readToEnd()).isEmpty();
                assertClosed();
            }
        }
        FILE.append("last");
        assertServed("last");
    }

    private static void assertNoGenerationMissed(List<LogRecord> records) {
        assertThat(Apps.messages(records, Level.WARNING)).noneMatch(message -> message.contains("served to nobody"));
    }

    private TestClient slowClientOfADeletedFile(int seed) throws IOException {
        FILE.replace(GrowingFile.noise(seed, LENGTH));
        TestClient slow = TestClient.connect(server.port(), 4096).send("0\n");
        await().until(() -> slow.available() > 0); // it is being served
        Files.delete(FILE.path());
        FILE.append("new");
        assertServed("new");
        await().untilAsserted(() -> assertThat(deleted()).hasSize(1)); // once those of the tests before are closed
        return slow;
    }

    private void assertServed(String content) throws IOException {
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(content.length())).isEqualTo(content);
        }
    }

    private static void assertClosed() {
        await().untilAsserted(() -> assertThat(deleted()).isEmpty());
    }

    private static List<String> deleted() {
        return ThisProcess.descriptorsOf(FILE.path()).stream().filter(path -> path.endsWith("(deleted)")).toList();
    }
}
