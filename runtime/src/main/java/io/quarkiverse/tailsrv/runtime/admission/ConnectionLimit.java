package io.quarkiverse.tailsrv.runtime.admission;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/**
 * Limits the number of open connections, of one server or of all servers together. The limit of one server also applies the
 * wider one. For any thread.
 */
public final class ConnectionLimit {

    private final IntUnaryOperator max;
    private final ConnectionLimit wider;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * @param max takes the current number of connections and returns the allowed number
     */
    public ConnectionLimit(IntUnaryOperator max) {
        this.max = max;
        this.wider = null;
    }

    public ConnectionLimit(int max, ConnectionLimit wider) {
        this.max = connections -> max;
        this.wider = wider;
    }

    /** @return null if the connection is counted, to be undone by {@link #release}; otherwise the limit that is reached */
    public ConnectionLimit acquire() {
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

    public void release() {
        count.decrementAndGet();
        if (wider != null) {
            wider.release();
        }
    }

    /** Whether this is the limit of one server, not of all servers. */
    boolean isOwn() {
        return wider != null;
    }

    int max() {
        return max.applyAsInt(0);
    }
}
