package io.quarkiverse.tailsrv.deployment.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.ProxyDouble;
import io.quarkiverse.tailsrv.deployment.support.ProxyWords;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;
import io.quarkiverse.tailsrv.runtime.server.ManagedServer;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A proxy speaks first and in plain text; TLS begins behind that, with its client.
 */
class ProxiedTlsTest {

    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.7", 56324);
    private static final InetSocketAddress SERVER = new InetSocketAddress("198.51.100.1", 4321);
    private static final byte[] VERSION_1 = ProxyWords.version1(CLIENT, SERVER);
    private static final byte[] VERSION_2 = ProxyWords.version2(CLIENT, SERVER);
    private static final String LOGGERS = "quarkus.log.category.\"io.quarkiverse.tailsrv\".level";
    private static final GrowingFile FILE = GrowingFile.of(ProxiedTlsTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(ProxiedTlsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = CERTIFICATES.in(Apps.serving(FILE))
            .overrideRuntimeConfigKey("quarkus.tailsrv.proxy-protocol", "true")
            .overrideConfigKey(LOGGERS, "DEBUG")
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                FILE.create("0123456789");
            })
            .assertLogRecords(records -> {
                assertThat(Apps.messages(records, Level.ALL)).contains(
                        "192.0.2.7:56324: refused: TLS_HANDSHAKE; sent \"GET / HTTP/1.1\\r\\n\\r\\n\" (HTTP, on a port with TLS)")
                        .anyMatch(message -> message.contains("refused: PROXY_HEADER; sent \"\\x16\\x03")
                                && message.endsWith(" (TLS)"))
                        .anyMatch(message -> message.startsWith("192.0.2.7:56324: no TLS handshake: "))
                        .noneMatch(message -> message.contains("R:/127.0.0.1"));
                assertThat(Apps.messages(records, Level.WARNING)).isEmpty();
            });

    @Inject
    TailServer server;

    @RepeatedTest(10)
    void theHandshakeComesInTheSamePacket() throws IOException {
        for (byte[] words : new byte[][] { VERSION_1, VERSION_2 }) {
            try (ProxyDouble proxy = ProxyDouble.of(server.port(), words);
                    TestClient client = CERTIFICATES.clients().at(proxy.port(), 5)) {
                assertServedFrom5(client);
            }
        }
    }

    @Test
    void theHandshakeComesLater() throws IOException {
        for (byte[] words : new byte[][] { VERSION_1, VERSION_2 }) {
            try (ProxyDouble proxy = ProxyDouble.byteByByte(server.port(), words);
                    TestClient client = CERTIFICATES.clients().at(proxy.port(), 5)) {
                assertServedFrom5(client);
            }
        }
    }

    @RepeatedTest(5)
    void theClientShutsItsWritingSide() throws IOException {
        try (ProxyDouble proxy = ProxyDouble.of(server.port(), VERSION_2);
                TestClient client = CERTIFICATES.clients().with("TLSv1.3").connect(proxy.port()).send("5").halfClose()) {
            assertServedFrom5(client);
        }
        try (ProxyDouble proxy = ProxyDouble.of(server.port(), VERSION_2);
                TestClient client = CERTIFICATES.clients().with("TLSv1.2").at(proxy.port(), 5).fin()) {
            assertServedFrom5(client);
        }
    }

    private void assertServedFrom5(TestClient client) throws IOException {
        assertThat(client.read(FILE.size() - 5)).isEqualTo(FILE.bytesFrom(5));
        FILE.append("one");
        assertThat(client.readText(3)).isEqualTo("one");
        assertThat(server.connections()).anyMatch(connection -> connection.remoteAddress().equals(CLIENT));
        server.connections().forEach(server::close);
        assertThat(client.readToEnd()).isEmpty();
        TestClient.awaitOpen(server, 0);
    }

    @Test
    void theClientDoesNotEncrypt() throws IOException {
        long before = statistics().refused(RefusalReason.TLS_HANDSHAKE);
        try (ProxyDouble proxy = ProxyDouble.of(server.port(), VERSION_2);
                TestClient client = TestClient.connect(proxy.port()).send("GET / HTTP/1.1\r\n\r\n")) {
            assertThat(client.readToEnd()).as("an alert at the most").hasSizeLessThan(8);
        }
        await().untilAsserted(() -> assertThat(statistics().refused(RefusalReason.TLS_HANDSHAKE)).isEqualTo(before + 1));
    }

    /** As a client does that connects past the proxy. */
    @Test
    void theHandshakeComesWithoutAProxy() throws IOException {
        long before = statistics().refused(RefusalReason.PROXY_HEADER);
        try (TestClient client = CERTIFICATES.clients().connect(server.port())) {
            assertThat(client.protocol()).as("no handshake").isEqualTo("NONE");
        }
        await().untilAsserted(() -> assertThat(statistics().refused(RefusalReason.PROXY_HEADER)).isEqualTo(before + 1));
    }

    private ServerStatistics statistics() {
        return ((ManagedServer) server).statistics();
    }
}
