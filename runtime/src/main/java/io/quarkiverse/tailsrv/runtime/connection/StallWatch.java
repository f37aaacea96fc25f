package io.quarkiverse.tailsrv.runtime.connection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;

/**
 * A timer on an event loop that looks for stalled connections: bytes wait for them, but they take none.
 */
final class StallWatch {

    // A stall is found at most a quarter of the timeout late, at little cost
    private static final int LOOKS = 4;
    private static final long MAX_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop eventLoop;
    private final Duration timeout;
    private final Runnable look;
    private ScheduledFuture<?> timer;

    /**
     * @param timeout zero: never looks
     */
    StallWatch(EventLoop eventLoop, Duration timeout, Runnable look) {
        this.eventLoop = eventLoop;
        this.timeout = timeout;
        this.look = look;
    }

    void start() {
        if (timer == null && !timeout.isZero()) {
            long period = Math.min(timeout.toNanos() / LOOKS, MAX_PERIOD_NANOS);
            timer = eventLoop.scheduleWithFixedDelay(look, period, period, TimeUnit.NANOSECONDS);
        }
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
