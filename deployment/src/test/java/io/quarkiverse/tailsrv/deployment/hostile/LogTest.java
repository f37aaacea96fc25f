package io.quarkiverse.tailsrv.deployment.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * Nobody writes into the log by what they send, even where it tells of each connection.
 */
class LogTest {

    private static final String FORGED = "forged";
    private static final GrowingFile FILE = GrowingFile.of(LogTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideConfigKey("quarkus.log.category.\"io.quarkiverse.tailsrv\".level", "TRACE")
            .overrideConfigKey("quarkus.log.category.\"io.quarkiverse.tailsrv\".min-level", "TRACE")
            .setBeforeAllCustomizer(() -> FILE.create("content"))
            .assertLogRecords(LogTest::verify);

    @Inject
    TailServer server;

    @Test
    void saysNothingThatAClientSays() throws IOException {
        for (String sent : List.of(FORGED + "\n", "5 " + FORGED + "\r\n", "\u001b[31m" + FORGED + "\n", FORGED.repeat(20),
                FORGED + "\u2028ERROR " + FORGED + "\n")) {
            try (TestClient client = TestClient.connect(server.port()).send(sent.getBytes(StandardCharsets.UTF_8))) {
                assertThat(client.readToEnd()).isEmpty();
            }
        }
        try (TestClient client = TestClient.connect(server.port()).send(" +5 \r\n" + FORGED + "\n")) {
            assertThat(client.readText(2)).isEqualTo("nt");
        }
    }

    private static void verify(List<LogRecord> records) {
        List<String> messages = Apps.messages(records, Level.ALL);
        assertThat(messages).anyMatch(message -> message.endsWith("refused: HEADER_MALFORMED"))
                .anyMatch(message -> message.endsWith("refused: HEADER_TOO_LONG"))
                .anyMatch(message -> message.endsWith("asks for 5"))
                .noneMatch(message -> message.contains(FORGED))
                .allMatch(message -> message.chars().noneMatch(c -> c < ' ' || c == '\u001b' || c == '\u2028'));
    }
}
