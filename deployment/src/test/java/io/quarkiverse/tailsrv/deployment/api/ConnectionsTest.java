package io.quarkiverse.tailsrv.deployment.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailConnection;
import io.quarkiverse.tailsrv.TailConnectionClosed;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerState;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application sees who is connected, and can end it.
 */
class ConnectionsTest {

    private static final int LENGTH = 24 << 20;
    private static final GrowingFile FILE = GrowingFile.of(ConnectionsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE).setBeforeAllCustomizer(() -> FILE.create(new byte[LENGTH]));

    @Inject
    TailServer server;

    @Inject
    Closed closed;

    @Singleton
    public static class Closed {

        private final Map<Integer, TailConnection> byPort = new ConcurrentHashMap<>();

        void closed(@ObservesAsync TailConnectionClosed event) {
            byPort.put(event.connection().remoteAddress().getPort(), event.connection());
        }

        TailConnection of(TestClient client) {
            return byPort.get(client.localPort());
        }
    }

    @AfterEach
    void endAll() {
        server.connections().forEach(server::close);
        TestClient.awaitOpen(server, 0);
    }

    @Test
    void knowsWhatItServes() throws IOException {
        try (TestClient client = TestClient.at(server.port(), -1)) {
            assertThat(client.read(1)).hasSize(1);
            assertThat(server.state()).isEqualTo(TailServerState.SERVING);
            assertThat(server.generation()).isEqualTo(1);
            assertThat(server.length()).isEqualTo(FILE.size());
            assertThat(server.problem()).isEmpty();
        }
    }

    @Test
    void showsWhereAClientIs() throws IOException {
        Instant before = Instant.now().minusMillis(1);
        long start = FILE.size() - 10;
        try (TestClient client = TestClient.at(server.port(), -10)) {
            assertThat(client.read(10)).hasSize(10);
            TailConnection connection = onlyOne();
            assertThat(connection.startOffset()).isEqualTo(start);
            assertThat(connection.since()).isBetween(before, Instant.now());
            assertThat(connection.remoteAddress().getAddress().isLoopbackAddress()).isTrue();
            assertThat(connection.remoteAddress().getPort()).isEqualTo(client.localPort());
            await().untilAsserted(() -> {
                assertThat(onlyOne().bytesSent()).isEqualTo(10);
                assertThat(onlyOne().position()).isEqualTo(start + 10);
                assertThat(onlyOne().lag()).isZero();
            });
        }
    }

    @Test
    void showsWhatAClientThatDoesNotReadHasYetToGet() throws IOException {
        try (TestClient client = TestClient.connect(server.port(), 4096).send("5\n")) {
            assertThat(client.read(1)).hasSize(1);
            await().untilAsserted(() -> { // until the socket takes no more, its figures change as they are read
                TailConnection connection = onlyOne();
                assertThat(connection.startOffset()).isEqualTo(5);
                assertThat(connection.position()).isEqualTo(5 + connection.bytesSent()).isLessThan(FILE.size());
                assertThat(connection.lag()).isEqualTo(FILE.size() - connection.position());
            });
        }
    }

    @Test
    void showsWhoWaitsForAnOffsetPastTheEnd() throws IOException {
        long later = FILE.size() + 100L;
        try (TestClient client = TestClient.at(server.port(), later)) {
            TestClient.awaitOpen(server, 1);
            TailConnection connection = onlyOne();
            assertThat(connection.startOffset()).isEqualTo(later);
            assertThat(connection.position()).isEqualTo(later);
            assertThat(connection.lag()).isZero();
            assertThat(client.available()).isZero();
        }
    }

    @Test
    void doesNotShowWhoHasYetToSayWhereToStart() throws IOException {
        try (TestClient silent = TestClient.connect(server.port());
                TestClient client = TestClient.at(server.port(), -1)) {
            assertThat(client.read(1)).hasSize(1);
            assertThat(onlyOne().remoteAddress().getPort()).isEqualTo(client.localPort()).isNotEqualTo(silent.localPort());
        }
    }

    @Test
    void endsOneConnectionAndLeavesTheOthers() throws IOException {
        try (TestClient first = TestClient.at(server.port(), -1);
                TestClient second = TestClient.at(server.port(), -1)) {
            assertThat(first.read(1)).hasSize(1);
            assertThat(second.read(1)).hasSize(1);
            TailConnection ended = server.connections().stream()
                    .filter(connection -> connection.remoteAddress().getPort() == first.localPort()).findFirst().orElseThrow();
            server.close(ended);
            server.close(ended);
            assertThat(first.readToEnd()).isEmpty();
            TestClient.awaitOpen(server, 1);
            server.close(ended); // is over by now
            FILE.append("on");
            assertThat(second.readText(2)).isEqualTo("on");
        }
    }

    @Test
    void knowsAConnectionByItsIdWhateverItsFiguresAre() throws IOException {
        try (TestClient client = TestClient.at(server.port(), -1)) {
            assertThat(client.read(1)).hasSize(1);
            TailConnection before = onlyOne();
            FILE.append("more");
            assertThat(client.readText(4)).isEqualTo("more");
            await().untilAsserted(() -> assertThat(onlyOne().bytesSent()).isEqualTo(5));
            assertThat(onlyOne()).isEqualTo(before).hasSameHashCodeAs(before);
            server.close(before.id() + 1);
            server.close(before.id());
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void endsAClientThatDoesNotReadWithWhatItHas() throws IOException {
        try (TestClient client = TestClient.connect(server.port(), 4096).send("0\n")) {
            assertThat(client.read(1)).hasSize(1);
            awaitFullSocket();
            server.close(onlyOne());
            int received = 1 + client.readToEnd().length;
            assertThat(received).isBetween(2, LENGTH - 1);
            TailConnection last = await().until(() -> closed.of(client), Objects::nonNull);
            assertThat(last.bytesSent()).as("also those of the piece that was cut off").isEqualTo(received);
            assertThat(last.position()).isEqualTo(received);
            assertThat(last.lag()).isEqualTo(FILE.size() - received);
        }
    }

    /** In the middle of a piece, most likely: then the rest of the piece is cut off. */
    private void awaitFullSocket() {
        long[] before = { -1 };
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            long position = onlyOne().position();
            boolean same = position > 0 && position == before[0];
            before[0] = position;
            return same;
        });
    }

    private TailConnection onlyOne() {
        List<TailConnection> connections = server.connections();
        assertThat(connections).hasSize(1);
        return connections.get(0);
    }
}
