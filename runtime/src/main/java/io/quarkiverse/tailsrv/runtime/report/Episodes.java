package io.quarkiverse.tailsrv.runtime.report;

import java.util.concurrent.TimeUnit;

/**
 * Groups failures that follow each other into episodes, so that only the first one is logged. For any thread.
 */
public final class Episodes {

    /** After this time without a failure, the next one begins a new episode. */
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private boolean any;
    private long last;

    /** @return whether this failure is the first of an episode */
    public synchronized boolean begins() {
        long now = System.nanoTime();
        boolean first = !any || now - last > QUIET_NANOS;
        any = true;
        last = now;
        return first;
    }
}
