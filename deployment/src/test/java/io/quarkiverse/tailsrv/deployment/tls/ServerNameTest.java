package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.logging.Level;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.handler.codec.DecoderException;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.TlsClients;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;

/**
 * Who asks for a server by its name is shown the certificate of that name, and all else is as it is with one certificate:
 * Vert.x puts another handler first, which waits for that name.
 */
class ServerNameTest extends PlainTextClients {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final String OTHER_NAME = "other.example.org";
    private static final GrowingFile FILE = GrowingFile.of(ServerNameTest.class);
    private static final Certificates FIRST = Certificates.of(ServerNameTest.class);
    private static final Certificates OTHER = FIRST.sibling("other");

    @RegisterExtension
    static final QuarkusUnitTest APP = FIRST.in(Apps.serving(FILE))
            .overrideRuntimeConfigKey(Certificates.property("key-store.pem.1.cert"), OTHER.file("tls.crt"))
            .overrideRuntimeConfigKey(Certificates.property("key-store.pem.1.key"), OTHER.file("tls.key"))
            .overrideRuntimeConfigKey(Certificates.property("key-store.sni"), "true")
            .overrideRuntimeConfigKey(Certificates.property("handshake-timeout"), TIMEOUT.toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.header-timeout", "0") // only the handshake's timeout ends a client
            .setLogRecordPredicate(record -> record.getLevel().intValue() > Level.INFO.intValue()
                    // Of a client that has gone by then: findings/netty-sni-warns-of-a-client-that-has-gone.sh
                    && !(record.getThrown() instanceof DecoderException late
                            && late.getCause() instanceof NoSuchElementException))
            .assertLogRecords(records -> assertThat(Apps.messages(records, Level.ALL)).isEmpty())
            .setBeforeAllCustomizer(() -> {
                FIRST.create("first.example.org");
                OTHER.create(OTHER_NAME);
                FILE.create("0123456789");
            });

    @Inject
    TlsConfigurationRegistry registry;

    @Inject
    Event<CertificateUpdatedEvent> updates;

    @ParameterizedTest
    @ValueSource(strings = { "TLSv1.3", "TLSv1.2" })
    void theCertificateOfTheName(String protocol) throws IOException {
        assertShown(OTHER, OTHER.clients().with(protocol).of(OTHER_NAME));
        assertShown(FIRST, FIRST.clients().with(protocol).of("first.example.org"));
    }

    @Test
    void theFirstOneForAnyOtherNameAndForNone() throws IOException {
        assertShown(FIRST, FIRST.clients().of("nobody.example.org"));
        assertShown(FIRST, FIRST.clients());
    }

    @Test
    void aNewOneAfterAReload() throws IOException {
        OTHER.create(OTHER_NAME);
        TlsConfiguration configuration = registry.get(Certificates.NAME).orElseThrow();
        assertThat(configuration.reload()).isTrue();
        updates.fire(new CertificateUpdatedEvent(Certificates.NAME, configuration));
        assertShown(OTHER, OTHER.clients().of(OTHER_NAME));
    }

    private void assertShown(Certificates expected, TlsClients clients) throws IOException {
        try (TestClient client = clients.at(server.port(), 0)) {
            assertThat(client.serverCertificate()).isEqualTo(expected.server());
            assertThat(client.readText(10)).isEqualTo("0123456789");
        }
    }

    @Test
    void aClientThatSendsNoMore() throws IOException {
        try (TestClient client = OTHER.clients().with("TLSv1.3").of(OTHER_NAME).at(server.port(), 7).halfClose()) {
            assertThat(client.readText(3)).isEqualTo("789");
            client.reset(); // otherwise closing waits for the server's end
        }
    }

    @Test
    void aRefusalIsAnEndThatTlsTells() throws IOException {
        try (TestClient client = OTHER.clients().of(OTHER_NAME).connect(server.port()).send("nonsense\n")) {
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void silence() throws IOException {
        long before = refused();
        long start = System.nanoTime();
        try (TestClient silent = TestClient.connect(server.port());
                TestClient unfinished = TestClient.connect(server.port()).send(new byte[] { 22, 3, 1, 2, 0, 1 })) {
            assertThat(silent.readToEnd()).satisfies(PlainTextClients::isAtMostAnAlert);
            assertThat(unfinished.readToEnd()).satisfies(PlainTextClients::isAtMostAnAlert);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(TIMEOUT);
        await().until(() -> refused() == before + 2);
    }
}
