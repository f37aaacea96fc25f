package io.quarkiverse.tailsrv.deployment.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;

import jakarta.inject.Inject;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.ProxyDouble;
import io.quarkiverse.tailsrv.deployment.support.ProxyWords;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * What a proxy says takes nothing from what its client says, however the two are cut into packets.
 */
class ProxiedClientTest {

    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.7", 56324);
    private static final InetSocketAddress SERVER = new InetSocketAddress("198.51.100.1", 4321);
    private static final byte[] VERSION_1 = ProxyWords.version1(CLIENT, SERVER);
    private static final byte[] VERSION_2 = ProxyWords.version2(CLIENT, SERVER);
    private static final GrowingFile FILE = GrowingFile.of(ProxiedClientTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.proxy-protocol", "true")
            .setBeforeAllCustomizer(() -> FILE.create("0123456789"));

    @Inject
    TailServer server;

    /** {@code echo 5 | nc -N}. */
    @RepeatedTest(20)
    void shutsItsWritingSideAtOnce() throws IOException {
        try (ProxyDouble proxy = ProxyDouble.of(server.port(), VERSION_1);
                TestClient client = TestClient.at(proxy.port(), 5).halfClose()) {
            assertServedFrom5(client);
        }
    }

    /** So that all of it is there by the time that it is first read, or near enough. */
    @RepeatedTest(20)
    void comesWithTheEndOfItsInput() throws IOException {
        byte[] all = (new String(VERSION_1, US_ASCII) + "5").getBytes(US_ASCII);
        try (TestClient client = TestClient.connect(server.port()).send(all).halfClose()) {
            assertServedFrom5(client);
        }
    }

    @Test
    void byteByByte() throws IOException {
        for (byte[] words : new byte[][] { VERSION_1, VERSION_2 }) {
            try (ProxyDouble proxy = ProxyDouble.byteByByte(server.port(), words);
                    TestClient client = TestClient.at(proxy.port(), 5).halfClose()) {
                assertServedFrom5(client);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "5\njunk", "5\nPROXY TCP4 192.0.2.8 198.51.100.1 1 2\r\n", " 5 \r\n" })
    void saysMoreThanItsHeader(String sent) throws IOException {
        try (ProxyDouble proxy = ProxyDouble.of(server.port(), VERSION_2);
                TestClient client = TestClient.connect(proxy.port()).send(sent)) {
            assertServedFrom5(client);
            assertThat(server.connections()).anyMatch(connection -> connection.remoteAddress().equals(CLIENT));
        }
    }

    @Test
    void doesNotStopTalking() throws IOException {
        try (ProxyDouble proxy = ProxyDouble.of(server.port(), VERSION_2);
                TestClient client = TestClient.at(proxy.port(), 5).sendForEver()) {
            assertServedFrom5(client);
        }
    }

    private void assertServedFrom5(TestClient client) throws IOException {
        assertThat(client.read(FILE.size() - 5)).isEqualTo(FILE.bytesFrom(5));
        FILE.append("one");
        assertThat(client.readText(3)).isEqualTo("one");
        FILE.append("two");
        assertThat(client.readText(3)).isEqualTo("two");
    }
}
