package io.quarkiverse.tailsrv.runtime.resume;

import java.time.Duration;

import io.vertx.core.Vertx;

/**
 * Waits for the time in which a server that has bytes would have sent some. Belongs to one event loop.
 */
final class Silence {

    private static final long NONE = -1;

    private final Vertx vertx;
    private final Duration length;
    private long timer = NONE;

    Silence(Vertx vertx, Duration length) {
        this.vertx = vertx;
        this.length = length;
    }

    /** Waits anew. */
    void begin(Runnable whenItIsOver) {
        end();
        timer = vertx.setTimer(Math.max(1, length.toMillis()), fired -> {
            timer = NONE;
            whenItIsOver.run();
        });
    }

    void end() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }
}
