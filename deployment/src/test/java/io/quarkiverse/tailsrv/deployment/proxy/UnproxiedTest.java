package io.quarkiverse.tailsrv.deployment.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.ProxyWords;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;
import io.quarkiverse.tailsrv.runtime.server.ManagedServer;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Who does not begin as a proxy does is closed without a byte, in time, and counted once; nothing is logged above DEBUG.
 */
class UnproxiedTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.7", 56324);
    private static final byte[] VERSION_1 = ProxyWords.version1(CLIENT, CLIENT);
    private static final byte[] VERSION_2 = ProxyWords.version2(CLIENT, CLIENT);
    private static final GrowingFile FILE = GrowingFile.of(UnproxiedTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.proxy-protocol", "true")
            .overrideRuntimeConfigKey("quarkus.tailsrv.header-timeout", TIMEOUT.toString())
            .setBeforeAllCustomizer(() -> FILE.create("content"))
            .overrideConfigKey("quarkus.log.category.\"io.quarkiverse.tailsrv\".level", "DEBUG")
            .assertLogRecords(records -> {
                assertThat(Apps.messages(records, Level.WARNING)).isEmpty();
                assertThat(Apps.messages(records, Level.ALL))
                        .anyMatch(message -> message.matches("127\\.0\\.0\\.1:[0-9]+: refused: PROXY_HEADER; sent nothing"))
                        .anyMatch(
                                message -> message.endsWith("sent \"GET / HTTP/1.1\\r\\nHost: localhost\\r\" and more (HTTP)"));
            });

    @Inject
    TailServer server;

    @ParameterizedTest
    @ValueSource(strings = { "0\n", "-1000\n", "0\n and much more than a header has",
            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "PROXY TCP4 192.0.2.7 198.51.100.1 56324\r\n", "PROXY TCP4 2001:db8::7 198.51.100.1 56324 4321\r\n",
            "PROXY TCP4 192.0.2.7 198.51.100.1 56324 4321 without an end", "proxy unknown\r\n\r\n", "\r\n\r\n" })
    void saysSomethingElse(String sent) throws IOException {
        assertRefused(sent.getBytes(US_ASCII));
    }

    @Test
    void saysSomethingElseThanVersion2() throws IOException {
        byte[] anotherVersion = VERSION_2.clone();
        anotherVersion[12] = 0x31;
        assertRefused(anotherVersion);
        byte[] anotherFamily = VERSION_2.clone();
        anotherFamily[13] = 0x51;
        assertRefused(anotherFamily);
        byte[] tooShort = ProxyWords.version2(ProxyWords.TCP6, CLIENT, CLIENT);
        assertRefused(tooShort);
    }

    @Test
    void saysHalfOfIt() throws IOException {
        assertRefused(Arrays.copyOf(VERSION_1, 20));
        assertRefused(Arrays.copyOf(VERSION_2, 20));
    }

    @Test
    void saysNothing() throws IOException {
        long start = System.nanoTime();
        assertRefused(new byte[0]);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(TIMEOUT);
    }

    /** {@code echo 0 | nc -N}, past the proxy. */
    @ParameterizedTest
    @ValueSource(strings = { "0\n", "PROXY TCP4 192.0.2.7 ", "\r\n\r\n\0" })
    void endsItsInput(String sent) throws IOException {
        long before = refused();
        try (TestClient client = TestClient.connect(server.port()).send(sent).halfClose()) {
            assertThat(client.readToEnd()).isEmpty();
        }
        await().untilAsserted(() -> assertThat(refused()).isEqualTo(before + 1));
    }

    @Test
    void doesNotStopTalking() throws IOException {
        long before = refused();
        try (TestClient client = TestClient.connect(server.port()).sendForEver()) {
            await().untilAsserted(() -> assertThat(refused()).isEqualTo(before + 1));
            assertThat(client.available()).isZero();
        }
    }

    /** As checks of proxies and scans of ports do. */
    @Test
    void goesWithoutAHeader() throws IOException {
        long before = refused();
        long silent = statistics().refused(RefusalReason.NO_HEADER);
        for (int i = 0; i < 20; i++) {
            TestClient.connect(server.port()).reset();
        }
        for (byte[] words : new byte[][] { new byte[0], ProxyWords.UNKNOWN_1, ProxyWords.local2() }) {
            try (TestClient client = TestClient.connect(server.port()).send(words).halfClose()) {
                assertThat(client.readToEnd()).isEmpty();
            }
        }
        await().untilAsserted(() -> assertThat(statistics().refused(RefusalReason.NO_HEADER)).isEqualTo(silent + 23));
        assertThat(refused()).isEqualTo(before);
        assertServed();
    }

    @Test
    void isNotWhoIsProxiedAndSaysTooLittle() throws IOException {
        long before = statistics().refused(RefusalReason.HEADER_TIMEOUT);
        try (TestClient client = TestClient.connect(server.port()).send(VERSION_1).send("5")) {
            assertThat(client.readToEnd()).isEmpty();
        }
        await().untilAsserted(() -> assertThat(statistics().refused(RefusalReason.HEADER_TIMEOUT)).isEqualTo(before + 1));
    }

    private void assertRefused(byte[] sent) throws IOException {
        long before = refused();
        try (TestClient client = TestClient.connect(server.port()).send(sent)) {
            assertThat(client.readToEnd()).isEmpty();
        }
        await().untilAsserted(() -> assertThat(refused()).isEqualTo(before + 1));
        assertServed();
    }

    private void assertServed() throws IOException {
        try (TestClient client = TestClient.connect(server.port()).send(VERSION_1).send("3\n")) {
            assertThat(client.readText(4)).isEqualTo("tent");
        }
    }

    private long refused() {
        assertThat(statistics().refused(RefusalReason.HEADER_MALFORMED)).isZero();
        return statistics().refused(RefusalReason.PROXY_HEADER);
    }

    private ServerStatistics statistics() {
        return ((ManagedServer) server).statistics();
    }
}
