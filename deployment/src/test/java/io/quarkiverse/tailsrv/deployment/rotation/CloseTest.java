package io.quarkiverse.tailsrv.deployment.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * With {@code on-rotation=close}, the default, a client gets the whole of its file and then the end; who comes later gets the
 * new file. Each test begins with a file of its own, which clients that come from then on are served.
 */
class CloseTest {

    private static final GrowingFile FILE = GrowingFile.of(CloseTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "1S")
            .setBeforeAllCustomizer(() -> FILE.create(""));

    @Inject
    TailServer server;

    @Test
    void renamedAndRecreated() throws IOException {
        try (TestClient old = clientOf("old")) {
            FILE.rename("served.log.1");
            FILE.append("new");
            assertServed("new"); // at once, while the old one is still followed
            assertThat(old.readTextToEnd()).isEmpty();
        }
    }

    @Test
    void renamedSeveralTimesWhileAClientIsBehind() throws Exception {
        byte[] old = GrowingFile.noise(1, 24 << 20);
        FILE.replace(old);
        try (TestClient slow = TestClient.connect(server.port(), 4096).send("0\n")) {
            assertThat(slow.read(10)).isEqualTo(GrowingFile.noise(1, 10));
            for (int i = 1; i <= 5; i++) {
                FILE.rename("served.log." + i);
                FILE.append("generation " + i);
                assertServed("generation " + i);
            }
            Future<String> received = slow.hashAsync(Long.MAX_VALUE);
            assertThat(received.get()).isEqualTo(FILE.sibling("served.log.1").hashFrom(10));
        }
    }

    @Test
    void deletedAndRecreated() throws IOException {
        try (TestClient old = clientOf("old")) {
            Files.delete(FILE.path());
            FILE.append("new");
            assertServed("new");
            assertThat(old.readTextToEnd()).isEmpty();
        }
    }

    @Test
    void deletedAndRecreatedMuchLater() throws IOException {
        try (TestClient old = clientOf("old")) {
            Files.delete(FILE.path());
            assertThat(old.readTextToEnd()).isEmpty();
            try (TestClient early = TestClient.at(server.port(), 0)) {
                FILE.append("new");
                assertThat(early.readText(3)).isEqualTo("new");
            }
        }
    }

    @Test
    void replacedByARenameOverIt() throws IOException {
        try (TestClient old = clientOf("old")) {
            FILE.replace("old, as edited");
            assertServed("old, as edited");
            assertThat(old.readTextToEnd()).isEmpty();
        }
    }

    @Test
    void truncated() throws IOException {
        try (TestClient old = clientOf("old and long")) {
            FILE.overwrite("");
            assertThat(old.readTextToEnd()).isEmpty();
            FILE.append("new");
            assertServed("new");
        }
    }

    @Test
    void truncatedAndRegrownPastItsLength() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (TestClient old = clientOf("old " + i)) {
                FILE.overwrite("new, and longer than the old one " + i);
                assertThat(old.readTextToEnd()).isEmpty();
                assertServed("new, and longer than the old one " + i);
            }
        }
    }

    @Test
    void rewrittenToTheSameLength() throws IOException {
        for (int i = 10; i < 30; i++) {
            try (TestClient old = clientOf("old " + i)) {
                FILE.overwrite("new " + i);
                assertThat(old.readTextToEnd()).isEmpty();
                assertServed("new " + i);
            }
        }
    }

    @Test
    void truncatedWhileAClientIsBehind() throws IOException {
        byte[] old = GrowingFile.noise(2, 24 << 20);
        FILE.replace(old);
        try (TestClient slow = TestClient.connect(server.port(), 4096).send("0\n")) {
            assertThat(slow.read(10)).isEqualTo(GrowingFile.noise(2, 10));
            FILE.overwrite("new");
            byte[] rest = slow.readToEnd(); // what was on its way already
            assertThat(rest.length).isLessThan(old.length - 10);
            assertThat(rest).isEqualTo(Arrays.copyOfRange(old, 10, 10 + rest.length));
            assertServed("new");
        }
    }

    @Test
    void rewrittenWhileAClientIsBehind() throws IOException {
        byte[] old = GrowingFile.noise(2, 24 << 20);
        FILE.replace(old);
        try (TestClient slow = TestClient.connect(server.port(), 4096).send("0\n")) {
            assertThat(slow.read(10)).isEqualTo(GrowingFile.noise(2, 10));
            Files.write(FILE.path(), GrowingFile.noise(3, 25 << 20));
            try (TestClient client = TestClient.at(server.port(), 0)) {
                assertThat(client.read(10)).isEqualTo(GrowingFile.noise(3, 10)); // so it has been noticed
            }
            byte[] rest = slow.readToEnd();
            assertThat(rest.length).isLessThan(old.length - 10);
            assertThat(rest).isEqualTo(Arrays.copyOfRange(old, 10, 10 + rest.length));
        }
    }

    @Test
    void whoComesRightAfterATruncationGetsTheNewFile() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (TestClient old = clientOf("old and long")) {
                FILE.overwrite("new");
                assertServed("new");
                assertThat(old.readTextToEnd()).isEmpty();
            }
        }
    }

    /** A client that has read the whole of a new file. */
    private TestClient clientOf(String content) throws IOException {
        FILE.replace(content);
        TestClient client = TestClient.at(server.port(), 0);
        assertThat(client.readText(content.length())).isEqualTo(content);
        return client;
    }

    private void assertServed(String content) throws IOException {
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(content.length())).isEqualTo(content);
        }
    }
}
