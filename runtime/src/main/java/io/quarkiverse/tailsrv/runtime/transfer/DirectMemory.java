package io.quarkiverse.tailsrv.runtime.transfer;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the process' direct memory may be kept for clients that have yet to take it, by all servers and event loops
 * together: the rest is for the application, which could not answer a request without. For any thread.
 */
final class DirectMemory {

    /** For what was shared at the tail of a file. */
    static final DirectMemory SHARED = new DirectMemory(NettyPlatform.maxDirectMemory() / 8);

    /** For what is to be encrypted, or has been, and what comes from a file system that may hang. */
    static final DirectMemory COPIES = new DirectMemory(NettyPlatform.maxDirectMemory() / 4);

    private final long max;
    private final AtomicLong taken = new AtomicLong();

    DirectMemory(long max) {
        this.max = max;
    }

    void take(long bytes) {
        taken.addAndGet(bytes);
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    boolean isSpent() {
        return taken.get() >= max;
    }
}
