package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Who does not do a handshake is refused, in time, with no more than an alert, and without a word in the log.
 */
class TlsHandshakeTest extends PlainTextClients {

    /** As short as it may be: no cipher suite but one, no extension. */
    private static final byte[] CLIENT_HELLO_OF_TLS_1_1 = HexFormat.of().parseHex("160301002d010000290302"
            + "00".repeat(32) + "00" + "0002002f" + "0100");
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final GrowingFile FILE = GrowingFile.of(TlsHandshakeTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(TlsHandshakeTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = CERTIFICATES.in(Apps.serving(FILE))
            .overrideRuntimeConfigKey(Certificates.property("handshake-timeout"), TIMEOUT.toString())
            .setLogRecordPredicate(record -> record.getLevel().intValue() > Level.INFO.intValue())
            .assertLogRecords(records -> assertThat(Apps.messages(records, Level.ALL)).isEmpty())
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                FILE.create("0123456789");
            });

    @Test
    void silence() throws IOException {
        long before = refused();
        long start = System.nanoTime();
        try (TestClient silent = TestClient.connect(server.port());
                TestClient unfinished = TestClient.connect(server.port()).send(new byte[] { 22, 3, 1, 2, 0, 1 })) {
            assertThat(silent.readToEnd()).isEmpty();
            assertThat(unfinished.readToEnd()).satisfies(PlainTextClients::isAtMostAnAlert);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(TIMEOUT);
        await().until(() -> refused() == before + 2);
    }

    @Test
    void isNotWhatTimesOutLater() throws IOException {
        long before = refused();
        try (TestClient client = CERTIFICATES.clients().connect(server.port())) {
            client.protocol();
            long start = System.nanoTime();
            await().until(() -> System.nanoTime() - start > TIMEOUT.multipliedBy(2).toNanos());
            assertThat(client.send("7\n").readText(3)).isEqualTo("789");
        }
        assertThat(refused()).isEqualTo(before);
    }

    @Test
    void anotherOneEndsTheConnection() throws IOException {
        try (TestClient client = CERTIFICATES.clients().with("TLSv1.2").at(server.port(), 7)) {
            assertThat(client.readText(3)).isEqualTo("789");
            client.handshake();
            assertThatThrownBy(client::readToEnd).isInstanceOf(IOException.class);
            await().until(() -> server.connections().stream()
                    .noneMatch(connection -> connection.remoteAddress().getPort() == client.localPort()));
        }
    }

    @Test
    void versionThatIsNotEnabled() throws IOException {
        long before = refused();
        try (TestClient client = TestClient.connect(server.port()).send(CLIENT_HELLO_OF_TLS_1_1)) {
            assertThat(client.readToEnd()).satisfies(PlainTextClients::isAtMostAnAlert).hasSizeGreaterThan(0);
        }
        await().until(() -> refused() == before + 1);
    }

    /** As probes do, without a handshake and with one. */
    @Test
    void goneWithoutAHeader() throws IOException {
        long before = refused();
        long silent = statistics().refused(RefusalReason.NO_HEADER);
        try (TestClient client = TestClient.connect(server.port()).halfClose()) {
            assertThat(client.readToEnd()).isEmpty();
        }
        TestClient.connect(server.port()).reset();
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            TestClient client = CERTIFICATES.clients().with(version).connect(server.port());
            assertThat(client.protocol()).isEqualTo(version);
            client.close();
        }
        await().untilAsserted(() -> assertThat(statistics().refused(RefusalReason.NO_HEADER)).isEqualTo(silent + 4));
        assertThat(refused()).isEqualTo(before);
    }
}
