package io.quarkiverse.tailsrv.runtime.report;

import java.util.concurrent.TimeUnit;

/**
 * Tells the first of many failures that belong together from the others. For any thread.
 */
public final class Episodes {

    /** After so long without a failure the next one is news. */
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private boolean any;
    private long last;

    /** @return whether this failure is the first one of its kind for a while */
    public synchronized boolean begins() {
        long now = System.nanoTime();
        boolean first = !any || now - last > QUIET_NANOS;
        any = true;
        last = now;
        return first;
    }
}
