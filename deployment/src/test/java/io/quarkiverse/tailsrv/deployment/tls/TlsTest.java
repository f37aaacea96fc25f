package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.runtime.server.ServerRegistry;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The protocol is the same under TLS, whatever pieces the header comes in.
 */
class TlsTest {

    private static final GrowingFile FILE = GrowingFile.of(TlsTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(TlsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = CERTIFICATES.in(Apps.serving(FILE))
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                FILE.create("0123456789");
            })
            .assertLogRecords(TlsTest::assertOneLine);

    @Inject
    TailServer server;

    @Inject
    ServerRegistry endpoints;

    @ParameterizedTest
    @ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
    void servesWhatThereIsAndWhatIsAppended(String protocol) throws IOException {
        try (TestClient client = CERTIFICATES.clients().with(protocol).at(server.port(), 4)) {
            assertThat(client.read(FILE.size() - 4)).isEqualTo(FILE.bytesFrom(4));
            FILE.append("one");
            assertThat(client.readText(3)).isEqualTo("one");
            assertThat(client.protocol()).isEqualTo(protocol);
        }
    }

    @Test
    void countsBackFromTheEnd() throws IOException {
        try (TestClient client = CERTIFICATES.clients().at(server.port(), -3)) {
            assertThat(client.read(3)).isEqualTo(FILE.bytesFrom(FILE.size() - 3));
        }
    }

    @Test
    void takesJunkBehindTheHeader() throws IOException {
        try (TestClient client = CERTIFICATES.clients().connect(server.port()).send("2\njunk\n5\n")) {
            assertThat(client.readText(3)).isEqualTo("234");
            client.send(new byte[1 << 20]);
            assertThat(client.readText(3)).isEqualTo("567");
        }
    }

    @Test
    void takesAHeaderThatIsSplitOverRecords() throws IOException {
        try (TestClient client = CERTIFICATES.clients().connect(server.port())) {
            for (String piece : "  00007 \r\n".split("")) {
                client.send(piece); // a record each
            }
            assertThat(client.readText(3)).isEqualTo("789");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "five\n", "\n", "1234567890123456789012345678901234567890123456789012345678901234\n" })
    void refusesWhatIsNoHeader(String header) throws IOException {
        try (TestClient client = CERTIFICATES.clients().connect(server.port()).send(header)) {
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void countsWhatIsSent() throws IOException {
        long before = sent(TransferPath.TLS);
        try (TestClient client = CERTIFICATES.clients().at(server.port(), 0)) {
            client.read(FILE.size());
            FILE.append("more");
            client.read(4);
        }
        await().untilAsserted(() -> assertThat(sent(TransferPath.TLS)).isGreaterThanOrEqualTo(before + FILE.size()));
        assertThat(sent(TransferPath.ZERO_COPY)).isZero();
        assertThat(sent(TransferPath.SHARED)).isZero();
    }

    private long sent(TransferPath path) {
        return endpoints.managed().iterator().next().statistics().bytesSent(path);
    }

    private static void assertOneLine(List<LogRecord> records) {
        assertThat(Apps.messages(records, Level.INFO)).singleElement().asString()
                .matches("Tailing \\Q" + FILE.path() + "\\E on localhost:[1-9]\\d* with TLS \\(NIO\\)");
    }
}
