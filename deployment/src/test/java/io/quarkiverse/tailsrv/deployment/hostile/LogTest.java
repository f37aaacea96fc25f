package io.quarkiverse.tailsrv.deployment.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.ProxyWords;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * What clients send is in the log only where it tells of each connection, short, and as a quotation that can't be taken for
 * anything else.
 */
class LogTest {

    private static final String FORGED = "forged";
    private static final byte[] CLIENT_HELLO = HexFormat.of().parseHex("160301002d010000290302" + "00".repeat(60));
    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.7", 56324);
    private static final byte[] VERSION_2 = ProxyWords.version2(CLIENT, CLIENT);
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
    void quotesWhatAClientSays() throws IOException {
        for (String sent : List.of(FORGED + "\n", "5 " + FORGED + "\r\n", "\u001b[31m" + FORGED + "\n", FORGED.repeat(20),
                FORGED + "\u2028ERROR " + FORGED + "\n")) {
            try (TestClient client = TestClient.connect(server.port()).send(sent.getBytes(StandardCharsets.UTF_8))) {
                assertThat(client.readToEnd()).isEmpty();
            }
        }
        for (byte[] sent : List.of(CLIENT_HELLO, VERSION_2, "0\n".getBytes(StandardCharsets.UTF_16LE))) {
            try (TestClient client = TestClient.connect(server.port()).send(sent)) {
                assertThat(client.readToEnd()).isEmpty();
            }
        }
        try (TestClient client = TestClient.connect(server.port()).send(" +5 \r\n" + FORGED + "\n")) {
            assertThat(client.readText(2)).isEqualTo("nt");
        }
    }

    private static void verify(List<LogRecord> records) {
        List<String> messages = Apps.messages(records, Level.ALL);
        assertThat(messages).anyMatch(message -> message.endsWith("refused: HEADER_MALFORMED; sent \"forged\\n\""))
                .anyMatch(message -> message.endsWith("sent \"\\x1b[31mforged\\n\""))
                .anyMatch(message -> message.endsWith(
                        "refused: HEADER_TOO_LONG; sent \"forgedforgedforgedforgedforgedfo\" and more"))
                .anyMatch(message -> message.endsWith("\\x00\\x00\" and more (TLS, on a port without TLS)"))
                .anyMatch(message -> message.endsWith("(the binary PROXY protocol)"))
                .anyMatch(message -> message.endsWith("sent \"0\\x00\\n\\x00\" (UTF-16)"))
                .anyMatch(message -> message.endsWith("asks for 5"))
                .allMatch(message -> message.chars().allMatch(c -> c >= ' ' && c <= '~'));
        assertThat(Apps.messages(records, Level.INFO)).noneMatch(message -> message.contains(FORGED));
    }
}
