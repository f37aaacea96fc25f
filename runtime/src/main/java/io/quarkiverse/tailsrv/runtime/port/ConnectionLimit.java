package io.quarkiverse.tailsrv.runtime.port;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/**
 * How many connections there may be at a time, and, if there is a wider limit, that one too. For any thread.
 */
public final class ConnectionLimit {

    private final IntUnaryOperator max;
    private final ConnectionLimit wider;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * @param max how many there may be, of so many that there are
     */
    public ConnectionLimit(IntUnaryOperator max) {
        this.max = max;
        this.wider = null;
    }

    public ConnectionLimit(int max, ConnectionLimit wider) {
        this.max = connections -> max;
        this.wider = wider;
    }

    /** @return null if there is room, which {@link #release} gives back, or else the limit that is reached */
    ConnectionLimit acquire() {
        int connections = count.incrementAndGet();
        if (connections > max.applyAsInt(connections)) {
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
        return max.applyAsInt(0);
    }
}
