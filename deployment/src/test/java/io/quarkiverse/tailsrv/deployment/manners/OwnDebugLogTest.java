package io.quarkiverse.tailsrv.deployment.manners;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;

import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Even on DEBUG a log that is served has a few lines for each connection, and none for what is sent on it.
 */
class OwnDebugLogTest {

    private static final int LINES = 200;
    private static final GrowingFile LOG = GrowingFile.of(OwnDebugLogTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(LOG)
            .overrideRuntimeConfigKey("quarkus.log.file.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.log.file.path", LOG.path().toString())
            .overrideRuntimeConfigKey("quarkus.log.file.format", "%c: %s%n")
            .overrideRuntimeConfigKey("quarkus.log.category.\"io.quarkiverse.tailsrv\".level", "DEBUG")
            .setBeforeAllCustomizer(() -> LOG.create(""));

    @Inject
    TailServer server;

    @Test
    void hasAFewLinesForAConnection() throws IOException {
        try (TestClient client = TestClient.at(server.port(), 0)) {
            TestClient.awaitOpen(server, 1);
            long before = ownLines();
            StringBuilder received = new StringBuilder();
            for (int i = 0; i < LINES; i++) {
                String line = "line " + i + ';';
                Logger.getLogger("application").info(line);
                while (received.indexOf(line) < 0) {
                    received.append(client.readText(1));
                }
            }
            assertThat(ownLines() - before).isLessThan(LINES / 10);
        }
        assertThat(Files.readString(LOG.path())).contains("io.quarkiverse.tailsrv.runtime.server: ", ": asks for 0");
    }

    private static long ownLines() throws IOException {
        try (var lines = Files.lines(LOG.path())) {
            return lines.filter(line -> line.startsWith("io.quarkiverse.tailsrv.")).count();
        }
    }
}
