package io.quarkiverse.tailsrv.runtime.watch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock of one file's looks. Shows other threads whether its holder hangs, and whether the looks take long.
 */
final class LookLock {

    /** A healthy file system is faster. */
    private static final long HANGING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final LookPace pace = new LookPace();
    private volatile long since;
    private volatile Thread holder;

    // Used by the check for hanging threads: the look that it found last, and when it first found it
    private long metLook;
    private long metAt;

    /** @return false if another thread holds it */
    boolean tryLock() {
        if (!lock.tryLock()) {
            return false;
        }
        since = System.nanoTime();
        holder = Thread.currentThread();
        return true;
    }

    void unlock() {
        long now = System.nanoTime();
        pace.took(now - since, now);
        holder = null;
        lock.unlock();
    }

    /** Whether several looks took long lately. For any thread. */
    boolean isSlow() {
        return pace.isSlow();
    }

    /** The thread whose look takes too long, or null. Called about once a second. */
    Thread hangingThread() {
        Thread thread = holder;
        long begun = since;
        long now = System.nanoTime();
        if (begun != metLook) { // not counted from its begin: the whole process may have been paused
            metLook = begun;
            metAt = now;
        }
        return now - metAt > HANGING_NANOS ? thread : null;
    }
}
