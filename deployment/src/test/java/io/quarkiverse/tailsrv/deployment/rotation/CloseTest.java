package io.quarkiverse.tailsrv.deployment.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;

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
 * With {@code on-rotation=close}, the default, a client gets the whole of its file and then the end; a client that comes later
 * gets the new file. Each test begins with a file of its own, which clients that come from then on are served.
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
            rotations().assertServed("new"); // at once, while the old one is still followed
            assertThat(old.readTextToEnd()).isEmpty();
        }
    }

    @Test
    void renamedSeveralTimesWhileAClientIsBehind() throws Exception {
        rotations().servedToTheEndOfTheFirstFile();
    }

    @Test
    void deletedAndRecreated() throws IOException {
        try (TestClient old = clientOf("old")) {
            Files.delete(FILE.path());
            FILE.append("new");
            rotations().assertServed("new");
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
            rotations().assertServed("old, as edited");
            assertThat(old.readTextToEnd()).isEmpty();
        }
    }

    @Test
    void truncated() throws IOException {
        try (TestClient old = clientOf("old and long")) {
            FILE.overwrite("");
            assertThat(old.readTextToEnd()).isEmpty();
            FILE.append("new");
            rotations().assertServed("new");
        }
    }

    @Test
    void truncatedAndRegrownPastItsLength() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (TestClient old = clientOf("old " + i)) {
                FILE.overwrite("new, and longer than the old one " + i);
                assertThat(old.readTextToEnd()).isEmpty();
                rotations().assertServed("new, and longer than the old one " + i);
            }
        }
    }

    @Test
    void rewrittenToTheSameLength() throws IOException {
        for (int i = 10; i < 30; i++) {
            try (TestClient old = clientOf("old " + i)) {
                FILE.overwrite("new " + i);
                assertThat(old.readTextToEnd()).isEmpty();
                rotations().assertServed("new " + i);
            }
        }
    }

    @Test
    void truncatedWhileAClientIsBehind() throws IOException {
        rotations().cutOffByATruncation(TestClient::readToEnd);
    }

    @Test
    void rewrittenWhileAClientIsBehind() throws IOException {
        rotations().cutOffByARewrite(TestClient::readToEnd);
    }

    @Test
    void whoComesRightAfterATruncationGetsTheNewFile() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (TestClient old = clientOf("old and long")) {
                FILE.overwrite("new");
                rotations().assertServed("new");
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

    private Rotations rotations() {
        return new Rotations(FILE, server.port(), TestClient::connect);
    }
}
