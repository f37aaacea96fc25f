package io.quarkiverse.tailsrv.runtime.follower;

import java.time.Duration;

/**
 * One look at a file: its time, its result, and when the next one is due.
 */
final class Look {

    /** In terms of {@link System#nanoTime()}, as are all times here. */
    final long now;
    private long next;
    private boolean changed;
    private boolean grown;

    Look(Duration pollInterval) {
        this(System.nanoTime(), pollInterval);
    }

    Look(long now, Duration pollInterval) {
        this.now = now;
        next = now + pollInterval.toNanos();
    }

    /** Something changed that readers wait for. */
    void change() {
        changed = true;
    }

    /** More of the file has been published. */
    void growth() {
        grown = true;
        change();
    }

    boolean isGrowth() {
        return grown;
    }

    boolean isChange() {
        return changed;
    }

    void nextNoLaterThan(long time) {
        if (time - next < 0) {
            next = time;
        }
    }

    long next() {
        return next;
    }
}
