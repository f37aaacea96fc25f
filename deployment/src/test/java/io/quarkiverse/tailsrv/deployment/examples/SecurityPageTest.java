package io.quarkiverse.tailsrv.deployment.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;

import javax.net.ssl.SSLException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Settings;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * With the properties of the pages "TLS" and "Security", clients need a certificate.
 */
class SecurityPageTest {

    private static final GrowingFile FILE = GrowingFile.of(SecurityPageTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(SecurityPageTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Settings.in(Apps.serving(FILE), "client-certificates.properties",
            Map.of("clients-ca.pem", CERTIFICATES.file("tls-server-ca.crt")))
            .overrideRuntimeConfigKey("quarkus.tls.tail.key-store.pem.0.cert", CERTIFICATES.file("tls.crt"))
            .overrideRuntimeConfigKey("quarkus.tls.tail.key-store.pem.0.key", CERTIFICATES.file("tls.key"))
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                FILE.create("0123456789");
            });

    @Inject
    TailServer server;

    @Test
    void aClientWithACertificateIsServed() throws IOException {
        try (TestClient client = CERTIFICATES.clients().withCertificate(CERTIFICATES).at(server.port(), 7)) {
            assertThat(client.readText(3)).isEqualTo("789");
        }
    }

    @Test
    void aClientWithoutOneIsNot() {
        assertThatThrownBy(() -> {
            try (TestClient client = CERTIFICATES.clients().at(server.port(), 7)) {
                client.readText(3);
            }
        }).isInstanceOf(SSLException.class);
    }
}
