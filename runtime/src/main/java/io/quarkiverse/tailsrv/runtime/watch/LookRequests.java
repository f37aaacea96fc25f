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

    /** To publish what was written while a thread looked, to the file or to one that was at the path before. */
    final AtomicBoolean write = new AtomicBoolean();

    /** A look since the poll is due. */
    final AtomicBoolean poll = new AtomicBoolean();

    /** A look since an event came. */
    final AtomicBoolean event = new AtomicBoolean();

    /** To subscribe anew: a name on the way to the file was changed, or a directory's events are given up, or come again. */
    final AtomicBoolean walk = new AtomicBoolean();

    private final AtomicInteger creations = new AtomicInteger();

    /** So many files were created at the path. */
    void created(int count) {
        creations.addAndGet(count);
    }

    int takeCreations() {
        return creations.getAndSet(0);
    }

    /** Whether there is anything to be done. */
    boolean areThere() {
        return look.get() || write.get();
    }

    static boolean take(AtomicBoolean request) {
        return request.get() && request.getAndSet(false);
    }
}
