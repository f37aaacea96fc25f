package io.quarkiverse.tailsrv.runtime.watch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held by the one thread that looks at a file. Others can tell whether it hangs.
 */
final class LookLock {

    /** No healthy file system takes that long. */
    private static final long HANGING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private volatile long since;
    private volatile Thread holder;

    // For who asks: the look that was met last, and when it was met first
    private long metLook;
    private long metAt;

    /** @return false if another thread looks */
    boolean tryLock() {
        if (!lock.tryLock()) {
            return false;
        }
        since = System.nanoTime();
        holder = Thread.currentThread();
        return true;
    }

    void unlock() {
        holder = null;
        lock.unlock();
    }

    /** The thread whose look takes too long, or null. Asked about once a second. */
    Thread hangingThread() {
        Thread thread = holder;
        long begun = since;
        long now = System.nanoTime();
        if (begun != metLook) { // what was before may have been a pause of the whole process
            metLook = begun;
            metAt = now;
        }
        return now - metAt > HANGING_NANOS ? thread : null;
    }
}
