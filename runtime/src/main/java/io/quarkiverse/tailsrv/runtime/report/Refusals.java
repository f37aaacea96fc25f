package io.quarkiverse.tailsrv.runtime.report;

import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tailsrv.RefusalReason;

/**
 * Gathers refused clients, so that a flood of them does not become a flood of events: for each reason there is at most one in a
 * second. For any thread.
 */
final class Refusals {

    @FunctionalInterface
    interface Listener {

        void refused(RefusalReason reason, InetSocketAddress last, long count);
    }

    private record Gathered(InetSocketAddress last, long count) {

        Gathered and(Gathered later) {
            return new Gathered(later.last, count + later.count);
        }
    }

    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Runnable::run);

    private final Listener listener;
    private final Map<RefusalReason, Gathered> gathered = new EnumMap<>(RefusalReason.class);

    /** Reasons of which something was told less than a second ago. */
    private final Set<RefusalReason> waiting = EnumSet.noneOf(RefusalReason.class);

    /** @param listener called on any thread, and returns at once */
    Refusals(Listener listener) {
        this.listener = listener;
    }

    /** @param client may be null if its address is not known any more */
    void add(RefusalReason reason, InetSocketAddress client) {
        boolean first;
        synchronized (this) {
            gathered.merge(reason, new Gathered(client, 1), Gathered::and);
            first = waiting.add(reason);
        }
        if (first) {
            tellEachSecond(reason);
        }
    }

    /** Until there is nothing to tell. */
    private void tellEachSecond(RefusalReason reason) {
        if (tell(reason)) {
            try {
                LATER.execute(() -> tellEachSecond(reason));
            } catch (RuntimeException | OutOfMemoryError e) {
                forget(reason); // the next refusal begins anew
                throw e;
            }
        }
    }

    private synchronized void forget(RefusalReason reason) {
        waiting.remove(reason);
    }

    private boolean tell(RefusalReason reason) {
        Gathered some;
        synchronized (this) {
            some = gathered.remove(reason);
            if (some == null) {
                waiting.remove(reason);
            }
        }
        if (some != null) {
            listener.refused(reason, some.last, some.count);
        }
        return some != null;
    }

    /** Tells at once what is left. */
    void flush() {
        List<RefusalReason> left;
        synchronized (this) {
            left = List.copyOf(gathered.keySet());
        }
        left.forEach(this::tell);
    }
}
