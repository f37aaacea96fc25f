package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;

/**
 * The packaged demo app behind HAProxy: it knows its clients by their own addresses, and a client that shuts its writing side
 * continues to be served, whoever encrypts.
 */
class HaproxyIT {

    private static final String CONTENT = "0123456789".repeat(100_000);

    @TempDir
    static Path certificates;

    @TempDir
    Path directory;
    private Path file;

    @BeforeAll
    static void createCertificates() throws Exception {
        assumeTrue(HaproxyProcess.isInstalled(), "there is no haproxy on the PATH; Debian's package is called haproxy");
        new CertificateGenerator(certificates, true).generate(new CertificateRequest().withName("tls")
                .withFormats(List.of(Format.PEM)).withCN("localhost"));
    }

    @BeforeEach
    void createFile() throws IOException {
        file = Files.writeString(directory.resolve("any.txt"), CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = { "send-proxy", "send-proxy-v2" })
    void withoutTls(String words) throws Exception {
        try (DemoProcess demo = start();
                HaproxyProcess haproxy = HaproxyProcess.start(directory, demo.port(), words);
                Client client = Client.connect(haproxy.port())) {
            assertServed(client, demo);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "send-proxy", "send-proxy-v2" })
    void itEncryptsToTheServer(String words) throws Exception {
        String options = words + " ssl verify required verifyhost localhost ca-file " + certificates.resolve("tls.crt");
        try (DemoProcess demo = startWithTls();
                HaproxyProcess haproxy = HaproxyProcess.start(directory, demo.port(), options);
                Client client = Client.connect(haproxy.port())) {
            assertServed(client, demo);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "send-proxy", "send-proxy-v2" })
    void itPassesOnWhatTheClientEncrypts(String words) throws Exception {
        try (DemoProcess demo = startWithTls();
                HaproxyProcess haproxy = HaproxyProcess.start(directory, demo.port(), words);
                Client client = Client.connect(haproxy.port(), trust())) {
            assertServed(client, demo);
        }
    }

    private void assertServed(Client client, DemoProcess demo) throws Exception {
        client.send("7").halfClose();
        assertThat(client.read(CONTENT.length() - 7)).asString().isEqualTo(CONTENT.substring(7));
        await().untilAsserted(() -> assertThat(servers(demo)).containsOnlyOnce("\"remoteAddress\":")
                .contains("\"remoteAddress\":\"" + client.address() + '"'));
        Files.writeString(file, ", more", StandardOpenOption.APPEND);
        assertThat(client.read(6)).asString().isEqualTo(", more");
        Files.writeString(file, ", and the last of it", StandardOpenOption.APPEND);
        demo.terminate();
        assertThat(client.readToEnd()).asString().isEqualTo(", and the last of it");
    }

    private static String servers(DemoProcess demo) throws Exception {
        URI servers = URI.create("http://localhost:" + demo.httpPort() + "/servers");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(servers).build(), BodyHandlers.ofString()).body();
    }

    private DemoProcess start(String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("-Dquarkus.tailsrv.file=" + file);
        all.add("-Dquarkus.tailsrv.port=0");
        all.add("-Dquarkus.tailsrv.proxy-protocol=true");
        return DemoProcess.start(directory, Map.of(), all.toArray(String[]::new));
    }

    private DemoProcess startWithTls() throws IOException {
        return start("-Dquarkus.tailsrv.tls-configuration-name=demo",
                "-Dquarkus.tls.demo.key-store.pem.0.cert=" + certificates.resolve("tls.crt"),
                "-Dquarkus.tls.demo.key-store.pem.0.key=" + certificates.resolve("tls.key"));
    }

    private static SSLContext trust() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificates.resolve("tls.crt"))) {
            trusted.setCertificateEntry("server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
