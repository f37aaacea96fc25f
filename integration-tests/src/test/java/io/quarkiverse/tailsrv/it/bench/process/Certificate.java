package io.quarkiverse.tailsrv.it.bench.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A server's certificate and its key, in a directory, for as long as a measurement takes.
 */
public final class Certificate {

    private static final String PASSWORD = "of-no-worth";
    private static final String ALIAS = "server";
    private static final int LINE = 64;

    private final Path store;
    private final KeyStore content;

    private Certificate(Path store, KeyStore content) {
        this.store = store;
        this.content = content;
    }

    public static Certificate create(Path directory) throws IOException {
        Path store = directory.resolve("server.p12");
        if (!Files.exists(store)) {
            generate(store);
        }
        try (InputStream bytes = Files.newInputStream(store)) {
            KeyStore content = KeyStore.getInstance("PKCS12");
            content.load(bytes, PASSWORD.toCharArray());
            return new Certificate(store, content);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void generate(Path store) throws IOException {
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(keytool, "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname",
                "secp256r1", "-dname", "CN=localhost", "-validity", "2", "-storetype", "PKCS12", "-keystore",
                store.toString(), "-storepass", PASSWORD).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.exists(store)) {
            throw new IOException("keytool says: " + said.strip());
        }
    }

    /** What has an app use it. */
    Map<String, String> environment() {
        return Map.of("QUARKUS_TAILSRV_TLS_CONFIGURATION_NAME", "benchmark",
                "QUARKUS_TLS__BENCHMARK__KEY_STORE_P12_PATH", store.toString(),
                "QUARKUS_TLS__BENCHMARK__KEY_STORE_P12_PASSWORD", PASSWORD);
    }

    /** A file with both, for programs in C. */
    Path pem() throws IOException {
        try {
            return Files.writeString(store.resolveSibling("server.pem"),
                    pem("PRIVATE KEY", content.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded())
                            + pem("CERTIFICATE", content.getCertificate(ALIAS).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String pem(String what, byte[] bytes) {
        String lines = Base64.getMimeEncoder(LINE, new byte[] { '\n' }).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }

    /** What has a client trust it. */
    public SSLContext trust() throws IOException {
        try {
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(content);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
