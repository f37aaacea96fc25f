package io.quarkiverse.tailsrv.runtime.follower;

import java.time.Duration;

/**
 * One look at a file: when it was, what came of it, and when the next one is due.
 */
final class Look {

    /** As {@link System#nanoTime()} counts, as are all times here. */
    final long now = System.nanoTime();
    private long next;
    private boolean changed;
    private boolean grown;

    Look(Duration pollInterval) {
        next = now + pollInterval.toNanos();
    }

    /** There is something that readers wait for. */
    void change() {
        changed = true;
    }

    /** More has been published. */
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
