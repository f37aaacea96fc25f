package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;

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
import io.quarkus.test.QuarkusUnitTest;

/**
 * A client that will send no more is served for as long as it reads, as far as its version of TLS allows.
 */
class TlsHalfCloseTest {

    private static final GrowingFile FILE = GrowingFile.of(TlsHalfCloseTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(TlsHalfCloseTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = CERTIFICATES.in(Apps.serving(FILE))
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                FILE.create("0123456789");
            });

    @Inject
    TailServer server;

    @ParameterizedTest
    @ValueSource(strings = { "5\n", "5", "5\njunk", " 5 " })
    void closeNotifyAndFin(String sent) throws IOException {
        try (TestClient client = CERTIFICATES.clients().with("TLSv1.3").connect(server.port()).send(sent).halfClose()) {
            assertServed(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "5\n", "5" })
    void closeNotifyOnly(String sent) throws IOException {
        try (TestClient client = CERTIFICATES.clients().with("TLSv1.3").connectWithoutFin(server.port()).send(sent)
                .halfClose()) {
            assertServed(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
    void finOnly(String protocol) throws IOException {
        try (TestClient client = CERTIFICATES.clients().with(protocol).at(server.port(), 5).fin()) {
            assertServed(client);
        }
    }

    private static void assertServed(TestClient client) throws IOException {
        assertThat(client.read(FILE.size() - 5)).isEqualTo(FILE.bytesFrom(5));
        FILE.append("one");
        assertThat(client.readText(3)).isEqualTo("one");
        FILE.append("two");
        assertThat(client.readText(3)).isEqualTo("two");
        client.reset(); // a mere close would wait for the server's
    }

    /** What is missing of it may have been kept back by whoever has sent the FIN. */
    @ParameterizedTest
    @ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
    void finBehindHalfAHeader(String protocol) throws IOException {
        try (TestClient client = CERTIFICATES.clients().with(protocol).connect(server.port()).send("5").fin()) {
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    /** TLS 1.2 has no half-close: the client gets what is on its way, and the end. */
    @Test
    void closeNotifyBeforeTls13() throws IOException {
        try (TestClient client = CERTIFICATES.clients().with("TLSv1.2").at(server.port(), 0)) {
            int length = FILE.size();
            client.read(length);
            client.halfClose();
            assertThat(client.readToEnd()).isEmpty();
            await().until(() -> server.connections().stream()
                    .noneMatch(connection -> connection.remoteAddress().getPort() == client.localPort()));
        }
    }
}
