package io.quarkiverse.tailsrv.deployment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Settings;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The properties of the page "TLS" do what the page says.
 */
class TlsPageTest {

    private static final String OTHER_NAME = "logs.example.org";

    private static final GrowingFile FILE = GrowingFile.of(TlsPageTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(TlsPageTest.class);
    private static final Certificates OTHER = CERTIFICATES.sibling("other");

    @RegisterExtension
    static final QuarkusUnitTest APP = Settings.in(Apps.serving(FILE), "tls.properties", Map.of(
            "target/cert.pem", CERTIFICATES.file("tls.crt"), "target/key.pem", CERTIFICATES.file("tls.key"),
            "logs.example.org.pem", OTHER.file("tls.crt"), "logs.example.org-key.pem", OTHER.file("tls.key")))
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                OTHER.create(OTHER_NAME);
                FILE.create("0123456789");
            });

    @Inject
    TailServer server;

    @Inject
    @TailServerName("local")
    TailServer local;

    @Test
    void theServerEncryptsWithEitherVersion() throws IOException {
        for (String version : new String[] { "TLSv1.2", "TLSv1.3" }) {
            try (TestClient client = CERTIFICATES.clients().with(version).at(server.port(), 7)) {
                assertThat(client.readText(3)).isEqualTo("789");
                assertThat(client.serverCertificate()).isEqualTo(CERTIFICATES.server());
            }
        }
    }

    @Test
    void theOtherNameHasItsCertificate() throws IOException {
        try (TestClient client = OTHER.clients().of(OTHER_NAME).at(server.port(), 7)) {
            assertThat(client.serverCertificate()).isEqualTo(OTHER.server());
        }
    }

    @Test
    void theOtherServerDoesNotEncrypt() throws IOException {
        try (TestClient client = TestClient.at(local.port(), 7)) {
            assertThat(client.readText(3)).isEqualTo("789");
        }
    }
}
