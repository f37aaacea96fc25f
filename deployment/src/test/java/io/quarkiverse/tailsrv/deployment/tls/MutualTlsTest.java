package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;

import javax.net.ssl.SSLException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.TlsClients;
import io.quarkiverse.tailsrv.runtime.server.ManagedServer;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A server that requires a certificate of its clients serves those whose certificate it trusts; one that requests it serves
 * those without, too. Who is refused is told why, by an alert.
 */
class MutualTlsTest {

    private static final GrowingFile FILE = GrowingFile.of(MutualTlsTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(MutualTlsTest.class);
    private static final Certificates STRANGERS = CERTIFICATES.sibling("strangers");

    @RegisterExtension
    static final QuarkusUnitTest APP = CERTIFICATES.in(Apps.serving(FILE))
            .overrideRuntimeConfigKey("quarkus.tailsrv.tls-client-auth", "required")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"asking\".file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"asking\".port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"asking\".tls-configuration-name", Certificates.NAME)
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"asking\".tls-client-auth", "request")
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                STRANGERS.create();
                FILE.create("0123456789");
            });

    @Inject
    TailServer requiring;

    @Inject
    @TailServerName("asking")
    TailServer asking;

    @ParameterizedTest
    @ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
    void whoIsTrustedIsServed(String protocol) throws IOException {
        TlsClients clients = CERTIFICATES.clients().withCertificate(CERTIFICATES).with(protocol);
        assertServed(clients, requiring);
        assertServed(clients, asking);
    }

    @ParameterizedTest
    @ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
    void whoHasNoneIsServedOnlyWhereItIsNotRequired(String protocol) throws IOException {
        TlsClients clients = CERTIFICATES.clients().with(protocol);
        assertRefused(clients, requiring);
        assertServed(clients, asking);
    }

    @ParameterizedTest
    @ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
    void whoIsNotTrustedIsServedNowhere(String protocol) throws IOException {
        TlsClients clients = CERTIFICATES.clients().withCertificate(STRANGERS).with(protocol);
        assertRefused(clients, requiring);
        assertRefused(clients, asking);
    }

    @Test
    void whoIsRefusedAndSendsWithoutEndIsToldWhy() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (TestClient client = CERTIFICATES.clients().with("TLSv1.3").connect(requiring.port())) {
                client.protocol(); // as far as the client knows, that was the handshake
                client.sendForEver();
                assertThatThrownBy(client::readToEnd).isInstanceOf(SSLException.class).hasMessageContaining("certificate");
            }
        }
    }

    private static void assertServed(TlsClients clients, TailServer server) throws IOException {
        try (TestClient client = clients.at(server.port(), 7)) {
            assertThat(client.readText(3)).isEqualTo("789");
        }
    }

    private static void assertRefused(TlsClients clients, TailServer server) {
        long before = refused(server);
        assertThatThrownBy(() -> assertServed(clients, server)).isInstanceOf(SSLException.class);
        await().until(() -> refused(server) == before + 1);
    }

    private static long refused(TailServer server) {
        return ((ManagedServer) server).statistics().refused(RefusalReason.TLS_HANDSHAKE);
    }
}
