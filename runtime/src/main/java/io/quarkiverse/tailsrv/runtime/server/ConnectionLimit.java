package io.quarkiverse.tailsrv.runtime.server;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections there may be at a time, and, if there is a wider limit, that one too. For any thread.
 */
final class ConnectionLimit {

    private final int max;
    private final ConnectionLimit wider;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * @param wider null if there is none
     */
    ConnectionLimit(int max, ConnectionLimit wider) {
        this.max = max;
        this.wider = wider;
    }

    /** @return null if there is room, which {@link #release} gives back, or else the limit that is reached */
    ConnectionLimit acquire() {
        if (count.incrementAndGet() > max) {
            count.decrementAndGet();
            return this;
        }
        ConnectionLimit reached = wider == null ? null : wider.acquire();
        if (reached != null) {
            count.decrementAndGet();
        }
        return reached;
    }

    void release() {
        count.decrementAndGet();
        if (wider != null) {
            wider.release();
        }
    }

    /** Whether it is the limit of one server, rather than of all of them. */
    boolean isOwn() {
        return wider != null;
    }

    int max() {
        return max;
    }
}
