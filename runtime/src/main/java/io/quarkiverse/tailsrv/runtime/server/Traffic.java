package io.quarkiverse.tailsrv.runtime.server;

import java.util.concurrent.atomic.AtomicLong;

import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * What a server's connections on one event loop have done so far. That event loop alone writes, any thread reads.
 */
final class Traffic {

    final Counters<RefusalReason> refused = new Counters<>(RefusalReason.class);
    final Counters<CloseReason> closed = new Counters<>(CloseReason.class);
    final Counters<TransferPath> sent = new Counters<>(TransferPath.class);
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong deliveries = new AtomicLong();
    private final AtomicLong deliveryNanos = new AtomicLong();

    void opened() {
        opened.lazySet(opened.get() + 1);
    }

    /** All who wait at the tail have been sent what was noticed so long ago. */
    void delivered(long nanos) {
        deliveries.lazySet(deliveries.get() + 1);
        deliveryNanos.lazySet(deliveryNanos.get() + nanos);
    }

    long openedSoFar() {
        return opened.get();
    }

    long deliveries() {
        return deliveries.get();
    }

    long deliveryNanos() {
        return deliveryNanos.get();
    }
}
