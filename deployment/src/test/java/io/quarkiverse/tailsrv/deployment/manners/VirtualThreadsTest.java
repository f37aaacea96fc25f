package io.quarkiverse.tailsrv.deployment.manners;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailConnectionOpened;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.virtual.threads.VirtualThreads;

/**
 * Events can be handled, and servers be used, on virtual threads. Where the JDK has none, Quarkus' executor for them has
 * others.
 */
class VirtualThreadsTest {

    private static final GrowingFile FILE = GrowingFile.of(VirtualThreadsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.shutdown-timeout", "0.5S")
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    TailServer server;

    @Inject
    Observer observer;

    @Inject
    @VirtualThreads
    ExecutorService virtual;

    @Singleton
    public static class Observer {

        @Inject
        @VirtualThreads
        ExecutorService virtual;

        private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

        void opened(@ObservesAsync TailConnectionOpened event) {
            virtual.execute(() -> {
                event.server().close(event.connection());
                threads.add(Thread.currentThread());
            });
        }
    }

    @Test
    void anObserverHandsOverToOne() throws Exception {
        try (TestClient client = TestClient.at(server.port(), 7)) {
            assertThat(client.readToEnd()).isEmpty(); // the observer has closed it
            assertThat(isVirtual(observer.threads.poll(20, SECONDS))).isEqualTo(JRE.currentVersionNumber() >= 21);
        }
    }

    @Test
    void serversAreStoppedAndStartedOnOne() throws Exception {
        virtual.submit(() -> server.stop().toCompletableFuture().join()).get(20, SECONDS);
        assertThat(TestClient.isRefused(server.port())).isTrue();
        virtual.submit(() -> server.start().toCompletableFuture().join()).get(20, SECONDS);
        assertThat(TestClient.isRefused(server.port())).isFalse();
    }

    /** Since JDK 21, which is newer than what this is compiled for. */
    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        return JRE.currentVersionNumber() >= 21 && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    }
}
