package io.quarkiverse.tailsrv.runtime.client;

import java.time.Duration;

import io.quarkiverse.tailsrv.runtime.resume.BackOff;
import io.vertx.core.Vertx;

/**
 * Counts the tries in a row that have failed, and waits between them. Belongs to the stream's event loop.
 */
final class Tries {

    private static final long NONE = -1;

    private final Vertx vertx;
    private final BackOff backOff;
    private int failures;
    private boolean succeeded;
    private long timer = NONE;

    Tries(Vertx vertx, BackOff backOff) {
        this.vertx = vertx;
        this.backOff = backOff;
    }

    /** The server has sent something that was asked for. */
    void succeeded() {
        succeeded = true;
    }

    /** @return whether it was the last one */
    boolean failed() {
        failures = succeeded ? 0 : failures + 1;
        succeeded = false;
        return backOff.isExhausted(failures);
    }

    int failures() {
        return failures;
    }

    /** @return how long it will be until the next one */
    Duration pause(Runnable next) {
        Duration pause = backOff.pause(failures);
        timer = vertx.setTimer(pause.toMillis(), fired -> {
            timer = NONE;
            next.run();
        });
        return pause;
    }

    void end() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }
}
