package io.quarkiverse.tailsrv.deployment.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;

import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;

/**
 * A key and a certificate for a server, and for its clients, in files of a test's own, made anew for each run.
 */
public final class Certificates {

    public static final String PASSWORD = "secret";

    /** The name of the TLS configuration. */
    public static final String NAME = "certificates";

    private static final Path ROOT = Path.of("target", "tailsrv-tests").toAbsolutePath();

    private final Path directory;

    private Certificates(Path directory) {
        this.directory = directory;
    }

    public static Certificates of(Class<?> test) {
        return new Certificates(ROOT.resolve(test.getSimpleName() + "-certificates"));
    }

    /** Another set of a test. */
    public Certificates sibling(String name) {
        return new Certificates(directory.resolveSibling(directory.getFileName() + "-" + name));
    }

    /** Makes all of them, in the place of those that are there. */
    public Certificates create() {
        return create("localhost");
    }

    /** As {@link #create()}, for a server of that name. */
    public Certificates create(String host) {
        try {
            Files.createDirectories(directory);
            new CertificateGenerator(directory, true).generate(new CertificateRequest()
                    .withName("tls").withPassword(PASSWORD)
                    .withFormats(List.of(Format.PEM, Format.PKCS12, Format.JKS))
                    .withCN(host).withSubjectAlternativeName("IP:127.0.0.1")
                    .withClientCertificate());
            return this;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes an application encrypt by them, and trust their clients. */
    public QuarkusUnitTest in(QuarkusUnitTest app) {
        settings().forEach(app::overrideRuntimeConfigKey);
        return app;
    }

    /** What makes an application do so. */
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.tailsrv.tls-configuration-name", NAME,
                property("key-store.pem.0.cert"), file("tls.crt"),
                property("key-store.pem.0.key"), file("tls.key"),
                property("trust-store.pem.certs"), file("tls-server-ca.crt"),
                property("protocols"), "TLSv1.3,TLSv1.2");
    }

    public static String property(String key) {
        return "quarkus.tls." + NAME + '.' + key;
    }

    /** The path of one of the files. */
    public String file(String name) {
        return directory.resolve(name).toString();
    }

    /** The server's certificate as it is now. */
    public Certificate server() {
        try (var in = Files.newInputStream(directory.resolve("tls.crt"))) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Clients that trust this server, and have no certificate. */
    public TlsClients clients() {
        return TlsClients.trusting(file("tls-client-truststore.p12"));
    }
}
