package io.quarkiverse.tailsrv.deployment.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Mount;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A file that is replaced on the other side of a FUSE mount, which gives the new file the device and inode of the old one, and
 * sends no event. It takes root, and mergerfs.
 */
class ReplacedElsewhereTest {

    private static final String LINE = "a line of the old file\n";
    private static final GrowingFile FILE = GrowingFile.of(ReplacedElsewhereTest.class);
    private static final GrowingFile ELSEWHERE = FILE.sibling("../ReplacedElsewhereTest.branch/served.log");

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.1S")
            .setBeforeAllCustomizer(() -> {
                FILE.create("before it was mounted over");
                ELSEWHERE.create(LINE);
            })
            .assertLogRecords(ReplacedElsewhereTest::assertNoneMissed);

    @Inject
    TailServer server;

    private Mount mount;

    @BeforeEach
    void mount() throws Exception {
        ELSEWHERE.replace(LINE);
        mount = Mount.of(FILE.path().getParent(), "mergerfs", "-o", "nonempty", ELSEWHERE.path().getParent().toString());
    }

    @AfterEach
    void unmount() throws Exception {
        if (mount != null) {
            mount.close();
        }
    }

    @Test
    void byALongerOne() throws IOException {
        assertReplacedBy("another file, which is longer than the old one\n");
    }

    @Test
    void byOneOfTheSameLength() throws IOException {
        assertReplacedBy("a line of the new file\n");
    }

    @Test
    void byACopyThatHasGrown() throws IOException {
        assertReplacedBy(LINE + "and more\n");
    }

    @Test
    void growthOnTheOtherSideIsNoReplacement() throws IOException {
        try (TestClient client = clientOfTheOldFile()) {
            for (int i = 0; i < 5; i++) {
                ELSEWHERE.append("line " + i);
                assertThat(client.readText(6)).isEqualTo("line " + i);
            }
            FILE.append("on this side");
            assertThat(client.readText(12)).isEqualTo("on this side");
        }
    }

    private void assertReplacedBy(String content) throws IOException {
        try (TestClient old = clientOfTheOldFile()) {
            long generation = server.generation();
            ELSEWHERE.replace(content);
            assertThat(old.readTextToEnd()).isEmpty();
            assertThat(server.generation()).isEqualTo(generation + 1);
            try (TestClient client = TestClient.at(server.port(), 0)) {
                assertThat(client.readText(content.length())).isEqualTo(content);
            }
        }
    }

    private TestClient clientOfTheOldFile() throws IOException {
        TestClient client = TestClient.at(server.port(), 0);
        assertThat(client.readText(LINE.length())).isEqualTo(LINE);
        return client;
    }

    private static void assertNoneMissed(List<LogRecord> records) {
        assertThat(Apps.messages(records, Level.WARNING)).noneMatch(message -> message.contains("served to nobody"));
    }
}
