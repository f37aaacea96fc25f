package io.quarkiverse.tailsrv.runtime.follower;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One look at a file: its time, its result, and when the next one is due.
 */
final class Look {

    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** In terms of {@link System#nanoTime()}, as are all times here. */
    final long now;
    private final int creations;
    private final LookTrigger trigger;
    private long next;
    private boolean changed;
    private boolean grown;

    /**
     * @param creations how many files were created at the path since the last look, according to events
     * @param changed whether readers have to be told anyway
     */
    Look(Duration pollInterval, int creations, LookTrigger trigger, boolean changed) {
        this(System.nanoTime(), pollInterval, creations, trigger);
        this.changed = changed;
    }

    Look(long now, Duration pollInterval) {
        this(now, pollInterval, 0, LookTrigger.POLL);
    }

    private Look(long now, Duration pollInterval, int creations, LookTrigger trigger) {
        this.now = now;
        this.creations = creations;
        this.trigger = trigger;
        next = now + pollInterval.toNanos();
    }

    int creations() {
        return creations;
    }

    LookTrigger trigger() {
        return trigger;
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

    /** Tells what has come of it. */
    void tell(FollowerListener listener) {
        if (grown) {
            listener.grew(trigger);
        }
        if (changed) {
            listener.changed();
        }
    }

    void nextNoLaterThan(long time) {
        if (time - next < 0) {
            next = time;
        }
    }

    /** The file changes while it is looked at. The time in between keeps this from taking all of a processor. */
    void nextSoon() {
        nextNoLaterThan(now + SOON_NANOS);
    }

    long next() {
        return next;
    }

    /** @param soon whether there is more to be seen already */
    long next(boolean soon) {
        if (soon) {
            nextSoon();
        }
        return next;
    }
}
