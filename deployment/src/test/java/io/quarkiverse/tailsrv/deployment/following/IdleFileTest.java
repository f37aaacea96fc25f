package io.quarkiverse.tailsrv.deployment.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerState;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A file that nobody reads or changes for ten seconds is closed. Clients do not notice.
 */
class IdleFileTest {

    private static final GrowingFile FILE = GrowingFile.of(IdleFileTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "1S")
            .setBeforeAllCustomizer(() -> FILE.create("begin"));

    @Inject
    TailServer server;

    @Test
    void isServedFromTheByteThatIsAskedFor() throws IOException {
        awaitClosed();
        assertThat(server.state()).isEqualTo(TailServerState.SERVING);
        assertThat(server.length()).isEqualTo(5);
        Files.writeString(FILE.path(), "again"); // as long as before
        try (TestClient client = TestClient.at(server.port(), -2)) {
            assertThat(client.readText(2)).isEqualTo("in");
            FILE.append(", and on");
            assertThat(client.readText(8)).isEqualTo(", and on");
            await().untilAsserted(() -> assertThat(ThisProcess.descriptorsOf(FILE.path())).hasSize(1));
        }
        assertThat(server.generation()).isEqualTo(2);
    }

    private static void awaitClosed() {
        await().atMost(Duration.ofSeconds(30)).until(() -> ThisProcess.descriptorsOf(FILE.path()).isEmpty());
    }
}
