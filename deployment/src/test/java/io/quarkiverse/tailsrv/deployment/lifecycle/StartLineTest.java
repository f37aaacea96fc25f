package io.quarkiverse.tailsrv.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * One line in the log says what is served where, whatever the clients do then.
 */
class StartLineTest {

    private static final GrowingFile FILE = GrowingFile.of(StartLineTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.file", Path.of("").toAbsolutePath().relativize(FILE.path()).toString())
            .setBeforeAllCustomizer(() -> FILE.create("content"))
            .assertLogRecords(StartLineTest::assertOneLine);

    @Inject
    TailServer server;

    @Test
    void serving() throws Exception {
        assertThat(server.file()).isEqualTo(FILE.path());
        for (int i = 0; i < 10; i++) {
            try (TestClient client = TestClient.at(server.port(), 0)) {
                assertThat(client.readText(7)).isEqualTo("content");
                client.reset();
            }
            try (TestClient refused = TestClient.connect(server.port()).send("nonsense\n")) {
                assertThat(refused.readToEnd()).isEmpty();
            }
        }
    }

    private static void assertOneLine(List<LogRecord> records) {
        assertThat(Apps.messages(records, Level.INFO)).singleElement().asString()
                .matches("Tailing \\Q" + FILE.path() + "\\E on localhost:[1-9]\\d* \\(NIO\\)");
    }
}
