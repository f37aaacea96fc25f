package io.quarkiverse.tailsrv.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;

/**
 * The packaged demo app encrypts, with what the transport of the application, or of the binary, does to it.
 */
class TlsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Longer than a reload takes on a busy machine: the registry begins the next one nevertheless. */
    private static final String RELOAD_PERIOD = "2S";
    private static final String PASSWORD = "secret";
    private static final String CONTENT = "0123456789".repeat(900_000);

    @TempDir
    static Path certificates;

    @TempDir
    Path directory;

    @BeforeAll
    static void createCertificates() throws Exception {
        new CertificateGenerator(certificates, true).generate(new CertificateRequest().withName("tls").withPassword(PASSWORD)
                .withFormats(List.of(Format.PEM, Format.PKCS12)).withClientCertificate());
    }

    @ParameterizedTest
    @ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
    void servesWhatThereIsAndWhatIsAppended(String protocol) throws Exception {
        Path file = Files.writeString(directory.resolve("any.txt"), CONTENT);
        try (DemoProcess demo = start(file, "-Dquarkus.tls.demo.protocols=" + protocol);
                Client client = Client.connect(demo.port(), context(false)).send("7\n")) {
            assertThat(demo.output()).contains(" with TLS (");
            assertThat(new String(client.read(CONTENT.length() - 7), US_ASCII).equals(CONTENT.substring(7))).isTrue();
            Files.writeString(file, ", and the last of it", StandardOpenOption.APPEND);
            demo.terminate();
            assertThat(client.readToEnd()).asString().isEqualTo(", and the last of it");
        }
    }

    @Test
    void servesWhoHasACertificate() throws Exception {
        Path file = Files.writeString(directory.resolve("any.txt"), "content");
        try (DemoProcess demo = start(file, "-Dquarkus.tailsrv.tls-client-auth=required",
                "-Dquarkus.tls.demo.trust-store.p12.path=" + certificates.resolve("tls-server-truststore.p12"),
                "-Dquarkus.tls.demo.trust-store.p12.password=" + PASSWORD)) {
            try (Client client = Client.connect(demo.port(), context(true)).send("3\n")) {
                assertThat(client.read(4)).asString().isEqualTo("tent");
            }
            try (Client client = Client.connect(demo.port(), context(false)).send("3\n")) {
                assertThatThrownBy(client::readToEnd).isInstanceOf(SSLException.class);
            }
            assertThat(demo.output()).doesNotContain("WARN", "ERROR", "\tat ");
        }
    }

    @Test
    void takesANewCertificate() throws Exception {
        Path file = Files.writeString(directory.resolve("any.txt"), "content");
        try (DemoProcess demo = start(file, "-Dquarkus.tls.demo.reload-period=" + RELOAD_PERIOD);
                Client before = Client.connect(demo.port(), context(false)).send("0\n")) {
            assertThat(before.read(7)).asString().isEqualTo("content");
            createCertificates();
            SSLContext trustsTheNewOneOnly = context(false);
            await().atMost(PATIENCE).ignoreExceptionsInstanceOf(SSLException.class).untilAsserted(() -> {
                try (Client after = Client.connect(demo.port(), trustsTheNewOneOnly).send("0\n")) {
                    assertThat(after.read(7)).asString().isEqualTo("content");
                }
            });
            Files.writeString(file, "more", StandardOpenOption.APPEND);
            assertThat(before.read(4)).asString().isEqualTo("more");
        }
    }

    /** It sees the end, too: otherwise it would fail. */
    @Test
    void servesTheClientInPythonOfThePage() throws Exception {
        PythonClient.require();
        Path file = Files.writeString(directory.resolve("any.txt"), "0123456789".repeat(30));
        try (DemoProcess demo = start(file);
                PythonClient client = PythonClient.start("tls.py", directory, demo.port(),
                        certificates.resolve("tls-client-ca.crt"))) {
            client.awaitOutput("0123456789".repeat(20));
            Files.writeString(file, ", and the last of it", StandardOpenOption.APPEND);
            client.awaitOutput("0123456789".repeat(20) + ", and the last of it");
            demo.terminate();
            assertThat(client.status()).isZero();
        }
    }

    private DemoProcess start(Path file, String... settings) throws IOException {
        String[] all = new String[settings.length + 5];
        all[0] = "-Dquarkus.tailsrv.file=" + file;
        all[1] = "-Dquarkus.tailsrv.port=0";
        all[2] = "-Dquarkus.tailsrv.tls-configuration-name=demo";
        all[3] = "-Dquarkus.tls.demo.key-store.pem.0.cert=" + certificates.resolve("tls.crt");
        all[4] = "-Dquarkus.tls.demo.key-store.pem.0.key=" + certificates.resolve("tls.key");
        System.arraycopy(settings, 0, all, 5, settings.length);
        return DemoProcess.start(directory, Map.of(), all);
    }

    private static SSLContext context(boolean withCertificate) throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load("tls-client-truststore.p12"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(withCertificate ? load("tls-client-keystore.p12") : null, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load(String name) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificates.resolve(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
