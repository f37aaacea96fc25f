package io.quarkiverse.tailsrv.runtime.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/**
 * Vert.x with as many event loops, and with the transport, that a test wants.
 */
final class TestVertx {

    private TestVertx() {
    }

    static Vertx start(int count) {
        return start(count, false);
    }

    /**
     * @param epoll whether to use epoll; if not, it is the JDK's transport
     */
    static Vertx start(int count, boolean epoll) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(count).setPreferNativeTransport(epoll));
        assertThat(vertx.isNativeTransportEnabled()).isEqualTo(epoll);
        return vertx;
    }

    static void stop(Vertx vertx) {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Keeps all of them busy until what is returned is closed. */
    static Blockage block(Vertx vertx) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        for (EventExecutor eventLoop : vertx.nettyEventLoopGroup()) {
            CountDownLatch begin = new CountDownLatch(1);
            eventLoop.execute(() -> {
                begin.countDown();
                awaitUninterruptibly(end);
            });
            begin.await();
        }
        return end::countDown;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    interface Blockage extends AutoCloseable {

        @Override
        void close();
    }
}
