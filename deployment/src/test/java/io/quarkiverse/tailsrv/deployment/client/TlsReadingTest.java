package io.quarkiverse.tailsrv.deployment.client;

import static io.quarkiverse.tailsrv.deployment.support.Certificates.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.client.TailClientBuilder;
import io.quarkiverse.tailsrv.client.TailClientConnected;
import io.quarkiverse.tailsrv.client.TailClientException;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.CuttingProxy;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestReader;
import io.quarkiverse.tailsrv.runtime.client.Clients;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;

/**
 * A client trusts whom its TLS configuration trusts, and goes on under TLS as without.
 */
class TlsReadingTest {

    private static final GrowingFile FILE = GrowingFile.of(TlsReadingTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(TlsReadingTest.class);
    private static final Certificates OTHER = CERTIFICATES.sibling("other");

    @RegisterExtension
    static final QuarkusUnitTest APP = trust(CERTIFICATES.in(Apps.serving(FILE)))
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"other\".file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"other\".port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"other\".tls-configuration-name", "other")
            .overrideRuntimeConfigKey("quarkus.tls.other.key-store.pem.0.cert", OTHER.file("tls.crt"))
            .overrideRuntimeConfigKey("quarkus.tls.other.key-store.pem.0.key", OTHER.file("tls.key"))
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                OTHER.create("elsewhere.example");
                FILE.create("x".repeat(5000) + "\none\n");
            });

    @Inject
    TailServer server;

    @Inject
    @TailServerName("other")
    TailServer other;

    @Inject
    Vertx vertx;

    @Inject
    TlsConfigurationRegistry tls;

    private Clients clients;

    private static QuarkusUnitTest trust(QuarkusUnitTest app) {
        for (String name : new String[] { "trusting", "trusting-other", "careless" }) {
            String store = "quarkus.tls." + name + ".trust-store.p12.";
            app.overrideRuntimeConfigKey(store + "path",
                    (name.equals("trusting") ? CERTIFICATES : OTHER).file("tls-client-truststore.p12"))
                    .overrideRuntimeConfigKey(store + "password", PASSWORD);
        }
        return app.overrideRuntimeConfigKey("quarkus.tls.careless.hostname-verification-algorithm", "NONE");
    }

    @BeforeEach
    void open() {
        clients = new Clients(vertx, tls);
    }

    @AfterEach
    void close() {
        clients.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "localhost", "127.0.0.1" })
    void readsAndGoesOn(String host) throws IOException {
        try (CuttingProxy proxy = CuttingProxy.of(server::port);
                TestReader reader = read(proxy.port(), "trusting", host, TailPosition.at(5001))) {
            reader.awaitLines("1:one");
            proxy.cutAll();
            reader.awaitEvents(TailClientConnected.class, 2);
            assertThat(reader.client().status().generations()).isEqualTo(1);
        }
    }

    @Test
    void doesNotTrustOthers() {
        try (TestReader reader = read(other.port(), "trusting", "localhost", TailPosition.start())) {
            assertThat(reader.awaitFailure()).isInstanceOf(TailClientException.class)
                    .hasMessageContaining("localhost:" + other.port()).hasMessageContaining("certification path")
                    .hasRootCauseInstanceOf(Exception.class);
        }
    }

    @Test
    void checksTheName() {
        try (TestReader reader = read(other.port(), "trusting-other", "localhost", TailPosition.start())) {
            assertThat(reader.awaitFailure()).isInstanceOf(TailClientException.class)
                    .hasMessageContaining("No name matching localhost found");
        }
        try (TestReader reader = read(other.port(), "careless", "localhost", TailPosition.at(5001))) {
            reader.awaitLines("1:one");
        }
    }

    @Test
    void doesNotWaitForAHandshakeThatDoesNotCome() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TestReader reader = new TestReader(clients.builder().port(silent.getLocalPort())
                        .tlsConfigurationName("trusting").connectTimeout(Duration.ofMillis(300)).maxAttempts(1),
                        TailPosition.start())) {
            assertThat(reader.awaitFailure()).isInstanceOf(TailClientException.class);
        }
    }

    @Test
    void doesNotQuoteAllThatAServerWithoutTlsSends() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TestReader reader = read(plain.getLocalPort(), "trusting", "localhost", TailPosition.start())) {
            for (int attempt = 0; attempt < 2; attempt++) {
                try (Socket client = plain.accept()) {
                    client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n".repeat(100).getBytes());
                    client.getInputStream().read();
                }
            }
            assertThat(reader.awaitFailure()).hasMessageContaining("can't connect: ")
                    .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(500));
        }
    }

    @Test
    void isTold() {
        TailClientBuilder builder = clients.builder().tlsConfigurationName("missing");
        assertThatIllegalArgumentException().isThrownBy(builder::build)
                .withMessage("The TLS configuration name \"missing\" of a"
                        + " client is not a TLS configuration; set quarkus.tls.\"missing\".*, or the name of one that there is");
    }

    private TestReader read(int port, String trust, String host, TailPosition from) {
        return new TestReader(clients.builder().host(host).port(port).tlsConfigurationName(trust).maxAttempts(2)
                .backOffMin(Duration.ofMillis(5)), from);
    }
}
