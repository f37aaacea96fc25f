package io.quarkiverse.tailsrv.runtime.watch;

import java.util.concurrent.TimeUnit;

/**
 * Whether the looks at one file take long, so that they would delay other files. The thread that looks tells how long it took.
 * Any thread may ask.
 */
final class LookPace {

    /** On a local file system a look takes less than a millisecond; more if the machine is busy. */
    static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** A single look may take long since the process was paused. */
    static final int SEVERAL = 3;

    /** How long a long look is remembered. The looks in between may be short because the system caches the answers. */
    static final long MEMORY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private int longLooks;
    private long lastLongLook;
    private volatile boolean slow;

    /**
     * @param nanos how long a look took that has just ended
     * @param now in terms of {@link System#nanoTime()}
     */
    void took(long nanos, long now) {
        if (now - lastLongLook > MEMORY_NANOS) {
            longLooks = 0;
        }
        if (nanos > LONG_NANOS) {
            longLooks++;
            lastLongLook = now;
        }
        slow = longLooks >= SEVERAL;
    }

    /** Whether several looks took long, the last one within a minute. As of the end of the last look, not of this moment. */
    boolean isSlow() {
        return slow;
    }
}
