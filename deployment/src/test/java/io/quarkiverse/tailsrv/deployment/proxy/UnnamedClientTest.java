package io.quarkiverse.tailsrv.deployment.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.ProxyWords;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Where a proxy does not name its client, or not as one that is connected by TCP, that client is served all the same, and
 * known by the address of the proxy.
 */
class UnnamedClientTest {

    private static final InetSocketAddress CLIENT_4 = new InetSocketAddress("192.0.2.7", 56324);
    private static final InetSocketAddress CLIENT_6 = new InetSocketAddress("2001:db8::7", 56326);
    private static final GrowingFile FILE = GrowingFile.of(UnnamedClientTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.proxy-protocol", "true")
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    TailServer server;

    @Test
    void unknownByVersion1() throws IOException {
        assertServed(ProxyWords.UNKNOWN_1);
    }

    @Test
    void unknownByVersion2() throws IOException {
        assertServed(ProxyWords.unknown2());
    }

    @Test
    void theProxyItself() throws IOException {
        assertServed(ProxyWords.local2());
    }

    @Test
    void atAUnixSocket() throws IOException {
        assertServed(ProxyWords.version2(ProxyWords.UNIX_STREAM, "/run/client.sock"));
        assertServed(ProxyWords.version2(ProxyWords.UNIX_DATAGRAM, "/run/client.sock"));
    }

    @Test
    void byUdp() throws IOException {
        assertServed(ProxyWords.version2(ProxyWords.UDP4, CLIENT_4, CLIENT_4));
        assertServed(ProxyWords.version2(ProxyWords.UDP6, CLIENT_6, CLIENT_6));
    }

    private void assertServed(byte[] words) throws IOException {
        try (TestClient client = TestClient.connect(server.port()).send(words).send("3\n")) {
            assertThat(client.readText(4)).isEqualTo("tent");
            assertThat(server.connections()).singleElement().satisfies(connection -> assertThat(connection.remoteAddress())
                    .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), client.localPort())));
            client.reset();
        }
        TestClient.awaitOpen(server, 0);
    }
}
