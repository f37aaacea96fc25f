package io.quarkiverse.tailsrv.runtime.report;

import java.util.concurrent.atomic.AtomicLong;

import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * Counters of a server's connections on one event loop. Only that event loop writes; any thread may read.
 */
public final class Traffic {

    private final Counters<RefusalReason> refused = new Counters<>(RefusalReason.class);
    private final Counters<CloseReason> closed = new Counters<>(CloseReason.class);
    private final Counters<TransferPath> sent = new Counters<>(TransferPath.class);
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong deliveries = new AtomicLong();
    private final AtomicLong deliveryNanos = new AtomicLong();

    public void refused(RefusalReason reason) {
        refused.add(reason, 1);
    }

    public void opened() {
        opened.lazySet(opened.get() + 1);
    }

    public void sent(TransferPath path, long bytes) {
        sent.add(path, bytes);
    }

    /** All connections have been offered growth that was noticed this many nanoseconds ago. */
    public void delivered(long nanos) {
        deliveries.lazySet(deliveries.get() + 1);
        deliveryNanos.lazySet(deliveryNanos.get() + nanos);
    }

    public void closed(CloseReason reason) {
        closed.add(reason, 1);
    }

    long refusedSoFar(RefusalReason reason) {
        return refused.get(reason);
    }

    long openedSoFar() {
        return opened.get();
    }

    long sentSoFar(TransferPath path) {
        return sent.get(path);
    }

    long closedSoFar(CloseReason reason) {
        return closed.get(reason);
    }

    long deliveries() {
        return deliveries.get();
    }

    long deliveryNanos() {
        return deliveryNanos.get();
    }
}
