package io.quarkiverse.tailsrv.deployment.api;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.TailConnectionClosed;
import io.quarkiverse.tailsrv.TailConnectionOpened;
import io.quarkiverse.tailsrv.TailFileFound;
import io.quarkiverse.tailsrv.TailFileLost;
import io.quarkiverse.tailsrv.TailFileRotated;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerStarted;
import io.quarkiverse.tailsrv.TailServerStopped;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Context;

/**
 * What happens is told to observers, never on an event loop.
 */
class EventsTest {

    private static final GrowingFile FILE = GrowingFile.of(EventsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.2S")
            .overrideRuntimeConfigKey("quarkus.tailsrv.stall-timeout", "1S")
            .setBeforeAllCustomizer(() -> FILE.create("old"));

    @Inject
    TailServer server;

    @Inject
    Observer observer;

    @Singleton
    public static class Observer {

        private final Queue<Object> events = new ConcurrentLinkedQueue<>();
        private volatile boolean onEventLoop;

        void started(@ObservesAsync TailServerStarted event) {
            add(event);
        }

        void stopped(@ObservesAsync TailServerStopped event) {
            add(event);
        }

        void opened(@ObservesAsync TailConnectionOpened event) {
            add(event);
        }

        void closed(@ObservesAsync TailConnectionClosed event) {
            add(event);
        }

        void found(@ObservesAsync TailFileFound event) {
            add(event);
        }

        void rotated(@ObservesAsync TailFileRotated event) {
            add(event);
        }

        void lost(@ObservesAsync TailFileLost event) {
            add(event);
        }

        private void add(Object event) {
            onEventLoop |= Context.isOnEventLoopThread();
            events.add(event);
        }

        /** Waits for such an event and takes it. */
        <T> T take(Class<T> type, Predicate<T> wanted) {
            T event = await().until(() -> events.stream().filter(type::isInstance).map(type::cast).filter(wanted).findFirst(),
                    found -> found.isPresent()).orElseThrow();
            events.remove(event);
            return event;
        }

        /** Waits until it has been told of the file that is served now: an event may come late. */
        void awaitFileOf(TailServer server) {
            await().until(() -> events.stream().anyMatch(event -> event instanceof TailFileFound found
                    && found.generation() == server.generation()
                    || event instanceof TailFileRotated rotated && rotated.newGeneration() == server.generation()));
        }

        <T> T take(Class<T> type) {
            return take(type, any -> true);
        }
    }

    @AfterEach
    void neverOnAnEventLoop() {
        assertThat(observer.onEventLoop).isFalse();
        observer.events.clear();
    }

    @Test
    void serversStopAndStart() throws Exception {
        FILE.replace("old");
        assertServed("old");
        long before = server.generation();
        server.stop().toCompletableFuture().get(20, SECONDS);
        assertThat(observer.take(TailServerStopped.class).server()).isSameAs(server);
        observer.events.clear();
        server.start().toCompletableFuture().get(20, SECONDS);
        assertThat(observer.take(TailServerStarted.class).server()).isSameAs(server);
        TailFileFound found = observer.take(TailFileFound.class, event -> event.generation() > before);
        assertThat(found.server()).isSameAs(server);
        assertThat(found.generation()).isEqualTo(before + 1).isEqualTo(server.generation());
        assertThat(found.length()).isEqualTo(3);
        assertThat(found.file()).isEqualTo(FILE.path());
    }

    @Test
    void connectionsComeAndGo() throws IOException {
        FILE.replace("old");
        try (TestClient client = TestClient.at(server.port(), 1)) {
            TailConnectionOpened opened = observer.take(TailConnectionOpened.class, isOf(client));
            assertThat(opened.connection().startOffset()).isEqualTo(1);
            assertThat(opened.connection().bytesSent()).isZero();
            assertThat(client.readText(2)).isEqualTo("ld");
            client.reset();
            assertClosed(client, CloseReason.CLIENT, 2);
        }
    }

    @Test
    void connectionsEndForManyReasons() throws IOException {
        int length = 24 << 20;
        FILE.replace(new byte[length]);
        try (TestClient client = TestClient.connect(server.port(), 4096).send("0\n")) {
            assertThat(client.read(1)).hasSize(1);
            TailConnectionClosed closed = observer.take(TailConnectionClosed.class, isOfClosed(client));
            assertThat(closed.reason()).isEqualTo(CloseReason.STALL);
            assertThat(closed.connection().lag()).isPositive().isEqualTo(length - closed.connection().position());
        }
        FILE.replace("old");
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(3)).isEqualTo("old");
            server.connections().forEach(server::close);
            assertThat(client.readToEnd()).isEmpty();
            assertClosed(client, CloseReason.APPLICATION, 3);
        }
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(3)).isEqualTo("old");
            FILE.replace("new");
            assertThat(client.readToEnd()).isEmpty();
            assertClosed(client, CloseReason.ROTATION, 3);
        }
    }

    @Test
    void filesComeAndGo() throws IOException {
        FILE.replace("old and long");
        assertServed("old and long");
        observer.awaitFileOf(server);
        observer.events.clear();
        FILE.overwrite("short");
        TailFileRotated rotated = observer.take(TailFileRotated.class);
        assertThat(rotated.cause()).isIn(RotationCause.TRUNCATED, RotationCause.REWRITTEN);
        assertThat(rotated.oldLength()).isEqualTo(12);
        assertThat(rotated.oldFile()).isEqualTo(rotated.newFile()).isEqualTo(FILE.path());
        assertThat(rotated.newGeneration()).isEqualTo(rotated.oldGeneration() + 1).isEqualTo(server.generation());

        assertServed("short");
        Files.delete(FILE.path());
        TailFileLost lost = observer.take(TailFileLost.class);
        assertThat(lost.cause()).isEqualTo(RotationCause.REMOVED);
        assertThat(lost.generation()).isEqualTo(rotated.newGeneration());
        assertThat(lost.length()).isEqualTo(5);
        assertThat(lost.file()).isEqualTo(FILE.path());

        FILE.append("again");
        TailFileFound found = observer.take(TailFileFound.class, event -> event.generation() > lost.generation());
        assertThat(found.generation()).isEqualTo(lost.generation() + 1);
        assertThat(observer.events).noneMatch(TailFileRotated.class::isInstance);
    }

    private void assertClosed(TestClient client, CloseReason reason, long bytes) {
        TailConnectionClosed closed = observer.take(TailConnectionClosed.class, isOfClosed(client));
        assertThat(closed.reason()).isEqualTo(reason);
        assertThat(closed.server()).isSameAs(server);
        assertThat(closed.connection().bytesSent()).isEqualTo(bytes);
    }

    private void assertServed(String content) throws IOException {
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(content.length())).isEqualTo(content);
        }
    }

    private static Predicate<TailConnectionOpened> isOf(TestClient client) {
        int port = client.localPort();
        return event -> event.connection().remoteAddress().getPort() == port;
    }

    private static Predicate<TailConnectionClosed> isOfClosed(TestClient client) {
        int port = client.localPort();
        return event -> event.connection().remoteAddress().getPort() == port;
    }
}
