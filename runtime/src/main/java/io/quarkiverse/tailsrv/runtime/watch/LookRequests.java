package io.quarkiverse.tailsrv.runtime.watch;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is requested of the thread that looks at a file. Any thread may request. Only the one that looks takes: what is
 * requested from then on is left for its next look.
 */
final class LookRequests {

    /** Another look. */
    final AtomicBoolean look = new AtomicBoolean();

    /** To publish what was appended while a thread looked, also to files that were at the path before. */
    final AtomicBoolean write = new AtomicBoolean();

    /** The next look is a poll. */
    final AtomicBoolean poll = new AtomicBoolean();

    /** An event is the cause of the next look. */
    final AtomicBoolean event = new AtomicBoolean();

    /**
     * The next look has to subscribe anew: a name on the path was changed, or a directory's events are given up, or come again.
     */
    final AtomicBoolean walk = new AtomicBoolean();

    private final AtomicInteger creations = new AtomicInteger();

    /** So many files were created at the path. */
    void created(int count) {
        creations.addAndGet(count);
    }

    int takeCreations() {
        return creations.getAndSet(0);
    }

    /** Whether a look or a write is requested. The others only say what kind of look it is. */
    boolean areThere() {
        return look.get() || write.get();
    }

    static boolean take(AtomicBoolean request) {
        return request.get() && request.getAndSet(false);
    }
}
