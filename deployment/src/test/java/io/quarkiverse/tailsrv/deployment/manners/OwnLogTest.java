package io.quarkiverse.tailsrv.deployment.manners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application serves its own log, and the log does not grow by being served.
 */
class OwnLogTest {

    private static final GrowingFile LOG = GrowingFile.of(OwnLogTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(LOG)
            .overrideRuntimeConfigKey("quarkus.log.category.\"io.quarkiverse.tailsrv\".level", "INFO")
            .overrideRuntimeConfigKey("quarkus.log.file.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.log.file.path", LOG.path().toString())
            .setBeforeAllCustomizer(() -> LOG.create(""));

    @Inject
    TailServer server;

    @Test
    void stayAsItIs() throws IOException {
        await().until(() -> LOG.size() > 0 && server.length() == LOG.size());
        String before = Files.readString(LOG.path());
        for (int i = 0; i < 20; i++) {
            try (TestClient client = TestClient.at(server.port(), 0)) {
                assertThat(client.readText(before.length())).isEqualTo(before);
                client.reset();
            }
            try (TestClient refused = TestClient.connect(server.port()).send("nonsense\n")) {
                assertThat(refused.readToEnd()).isEmpty();
            }
        }
        TestClient.awaitOpen(server, 0);
        assertThat(LOG.path()).hasContent(before);
    }
}
