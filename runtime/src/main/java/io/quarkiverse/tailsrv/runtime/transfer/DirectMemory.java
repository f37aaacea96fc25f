package io.quarkiverse.tailsrv.runtime.transfer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkiverse.tailsrv.runtime.cache.NettyPlatform;

/**
 * Limits the direct memory that holds bytes for slow clients, over all servers and event loops. The rest is for the
 * application, which needs some to answer requests. For any thread.
 */
final class DirectMemory {

    /** For earlier buffers of {@link RecentBytes}. */
    static final DirectMemory SHARED = new DirectMemory(NettyPlatform.maxDirectMemory() / 8);

    /** For bytes under TLS, and for copies from a file system that may hang. */
    static final DirectMemory COPIES = new DirectMemory(NettyPlatform.maxDirectMemory() / 4);

    /** How long no more is asked for after there was none: without Unsafe, the JDK waits half a second before it says so. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final long max;
    private final AtomicLong taken = new AtomicLong();
    private volatile boolean paused;
    private volatile long pauseEnd;

    DirectMemory(long max) {
        this.max = max;
    }

    void take(long bytes) {
        taken.addAndGet(bytes);
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** The system has none left. */
    void ranOut() {
        pauseEnd = System.nanoTime() + PAUSE_NANOS;
        paused = true;
    }

    boolean isSpent() {
        return taken.get() >= max || isPaused();
    }

    /** Whether the system had none left lately. */
    boolean isPaused() {
        if (paused) { // otherwise the clock need not be read
            paused = pauseEnd - System.nanoTime() > 0;
        }
        return paused;
    }
}
