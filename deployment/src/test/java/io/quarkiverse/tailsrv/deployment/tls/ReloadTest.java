package io.quarkiverse.tailsrv.deployment.tls;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
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
 * When the application reloads the certificate and says so, new clients are shown the new one, and the others continue to be
 * served.
 */
class ReloadTest {

    private static final GrowingFile FILE = GrowingFile.of(ReloadTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(ReloadTest.class);

    private static final Certificates OTHER = CERTIFICATES.sibling("registered");

    @RegisterExtension
    static final QuarkusUnitTest APP = CERTIFICATES.in(Apps.serving(FILE))
            .overrideRuntimeConfigKey("quarkus.tls.other.key-store.pem.0.cert", OTHER.file("tls.crt"))
            .overrideRuntimeConfigKey("quarkus.tls.other.key-store.pem.0.key", OTHER.file("tls.key"))
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                OTHER.create();
                FILE.create("content");
            });

    @Inject
    TailServer server;

    @Inject
    TlsConfigurationRegistry registry;

    @Inject
    Event<CertificateUpdatedEvent> updates;

    @Test
    void newClientsGetTheNewCertificate() throws IOException {
        TlsClients oldClients = CERTIFICATES.clients();
        Certificate oldCertificate = CERTIFICATES.server();
        try (TestClient before = oldClients.at(server.port(), 0)) {
            assertThat(before.readText(7)).isEqualTo("content");
            CERTIFICATES.create();
            assertShown(oldCertificate, oldClients);
            reload();
            assertShown(CERTIFICATES.server(), CERTIFICATES.clients());
            assertThat(CERTIFICATES.server()).isNotEqualTo(oldCertificate);
            FILE.append("more");
            assertThat(before.readText(4)).isEqualTo("more");
        }
    }

    /** Certificates that the application gets by itself, also for when the server is started again. */
    @Test
    void anotherConfigurationThatIsRegistered() throws IOException {
        TlsConfiguration before = registry.get(Certificates.NAME).orElseThrow();
        registry.register(Certificates.NAME, registry.get("other").orElseThrow());
        updates.fire(new CertificateUpdatedEvent(Certificates.NAME, registry.get("other").orElseThrow()));
        assertShown(OTHER.server(), OTHER.clients());
        registry.register(Certificates.NAME, before);
        server.stop().toCompletableFuture().join();
        server.start().toCompletableFuture().join();
        assertShown(CERTIFICATES.server(), CERTIFICATES.clients());
    }

    @Test
    void aCertificateThatIsNotOfItsKeyIsLeft() throws IOException {
        reload();
        Certificate shown = CERTIFICATES.server();
        Path file = Path.of(CERTIFICATES.file("tls.crt"));
        byte[] kept = Files.readAllBytes(file);
        Files.copy(Path.of(CERTIFICATES.sibling("other").create().file("tls.crt")), file, REPLACE_EXISTING);
        reload();
        assertShown(shown, CERTIFICATES.clients());
        Files.write(file, kept);
    }

    private void reload() {
        TlsConfiguration configuration = registry.get(Certificates.NAME).orElseThrow();
        assertThat(configuration.reload()).isTrue();
        updates.fire(new CertificateUpdatedEvent(Certificates.NAME, configuration));
    }

    private void assertShown(Certificate certificate, TlsClients clients) throws IOException {
        try (TestClient client = clients.at(server.port(), 0)) {
            assertThat(client.serverCertificate()).isEqualTo(certificate);
            assertThat(client.readText(7)).isEqualTo("content");
        }
    }
}
