package io.quarkiverse.tailsrv.deployment.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailConnection;
import io.quarkiverse.tailsrv.TailConnectionClosed;
import io.quarkiverse.tailsrv.TailConnectionOpened;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.ProxyDouble;
import io.quarkiverse.tailsrv.deployment.support.ProxyWords;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A client that a proxy tells of is known by its own address, to the application, to its observers, and in the log.
 */
class ProxiedAddressTest {

    private static final InetSocketAddress CLIENT_4 = new InetSocketAddress("192.0.2.7", 56324);
    private static final InetSocketAddress SERVER_4 = new InetSocketAddress("198.51.100.1", 4321);
    private static final InetSocketAddress CLIENT_6 = new InetSocketAddress("2001:db8::7", 56326);
    private static final InetSocketAddress SERVER_6 = new InetSocketAddress("2001:db8::1", 4321);
    private static final GrowingFile FILE = GrowingFile.of(ProxiedAddressTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.proxy-protocol", "true")
            .overrideConfigKey("quarkus.log.category.\"io.quarkiverse.tailsrv\".level", "DEBUG")
            .setBeforeAllCustomizer(() -> FILE.create("content"))
            .assertLogRecords(ProxiedAddressTest::verify);

    @Inject
    TailServer server;

    @Inject
    Observer observer;

    @Singleton
    public static class Observer {

        private final Queue<InetSocketAddress> opened = new ConcurrentLinkedQueue<>();
        private final Queue<InetSocketAddress> closed = new ConcurrentLinkedQueue<>();

        void opened(@ObservesAsync TailConnectionOpened event) {
            opened.add(event.connection().remoteAddress());
        }

        void closed(@ObservesAsync TailConnectionClosed event) {
            closed.add(event.connection().remoteAddress());
        }
    }

    @Test
    void version1AndIPv4() throws IOException {
        assertKnownAs(CLIENT_4, ProxyWords.version1(CLIENT_4, SERVER_4));
    }

    @Test
    void version1AndIPv6() throws IOException {
        assertKnownAs(CLIENT_6, ProxyWords.version1(CLIENT_6, SERVER_6));
    }

    @Test
    void version2AndIPv4() throws IOException {
        assertKnownAs(CLIENT_4, ProxyWords.version2(CLIENT_4, SERVER_4));
    }

    @Test
    void version2AndIPv6() throws IOException {
        assertKnownAs(CLIENT_6, ProxyWords.version2(CLIENT_6, SERVER_6));
    }

    private void assertKnownAs(InetSocketAddress address, byte[] words) throws IOException {
        observer.opened.clear();
        observer.closed.clear();
        try (ProxyDouble proxy = ProxyDouble.of(server.port(), words); TestClient client = TestClient.at(proxy.port(), 3)) {
            assertThat(client.readText(4)).isEqualTo("tent");
            assertThat(server.connections()).extracting(TailConnection::remoteAddress).containsExactly(address);
            await().untilAsserted(() -> assertThat(observer.opened).containsExactly(address));
            server.connections().forEach(server::close);
            assertThat(client.readToEnd()).isEmpty();
        }
        await().untilAsserted(() -> assertThat(observer.closed).containsExactly(address));
        TestClient.awaitOpen(server, 0);
    }

    private static void verify(List<LogRecord> records) {
        assertThat(Apps.messages(records, Level.ALL))
                .contains("192.0.2.7:56324: asks for 3", "[2001:db8::7]:56326: asks for 3")
                .contains("192.0.2.7:56324: closed at 7", "[2001:db8::7]:56326: closed at 7")
                .noneMatch(message -> message.startsWith("127.0.0.1:") || message.startsWith("/127.0.0.1:"));
    }
}
