package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Each server has the TLS configuration that it names, the one without a name included, in any format that Quarkus reads; a
 * server that names none does not encrypt.
 */
class FormatsTest {

    private static final GrowingFile FILE = GrowingFile.of(FormatsTest.class);
    private static final Certificates PKCS12 = Certificates.of(FormatsTest.class);
    private static final Certificates JKS = PKCS12.sibling("jks");

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tls.key-store.p12.path", PKCS12.file("tls-keystore.p12"))
            .overrideRuntimeConfigKey("quarkus.tls.key-store.p12.password", Certificates.PASSWORD)
            .overrideRuntimeConfigKey("quarkus.tls.trust-store.p12.path", PKCS12.file("tls-server-truststore.p12"))
            .overrideRuntimeConfigKey("quarkus.tls.trust-store.p12.password", Certificates.PASSWORD)
            .overrideRuntimeConfigKey("quarkus.tailsrv.tls-configuration-name", "<default>")
            .overrideRuntimeConfigKey("quarkus.tailsrv.tls-client-auth", "required")
            .overrideRuntimeConfigKey("quarkus.tls.other.key-store.jks.path", JKS.file("tls-keystore.jks"))
            .overrideRuntimeConfigKey("quarkus.tls.other.key-store.jks.password", Certificates.PASSWORD)
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"jks\".file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"jks\".port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"jks\".tls-configuration-name", "other")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"jks\".tls-client-auth", "none")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"plain\".file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"plain\".port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"plain\".tls-configuration-name", "")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"plain\".tls-client-auth", "none")
            .setBeforeAllCustomizer(() -> {
                PKCS12.create();
                JKS.create();
                FILE.create("content");
            });

    @Inject
    TailServer pkcs12;

    @Inject
    @TailServerName("jks")
    TailServer jks;

    @Inject
    @TailServerName("plain")
    TailServer plain;

    @Test
    void pkcs12OfTheDefaultConfiguration() throws IOException {
        try (TestClient client = PKCS12.clients().withCertificate(PKCS12).at(pkcs12.port(), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
            assertThat(client.protocol()).isEqualTo("TLSv1.3");
            assertThat(client.serverCertificate()).isEqualTo(PKCS12.server());
        }
    }

    @Test
    void jksOfAnotherConfiguration() throws IOException {
        try (TestClient client = JKS.clients().at(jks.port(), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
            assertThat(client.serverCertificate()).isEqualTo(JKS.server());
        }
    }

    @Test
    void noneOfNoConfiguration() throws IOException {
        try (TestClient client = TestClient.at(plain.port(), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
        }
    }
}
