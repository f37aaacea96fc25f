package io.quarkiverse.tailsrv.runtime.messaging.line;

import java.util.concurrent.atomic.AtomicLong;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.multi.AbstractMultiOperator;
import io.smallrye.mutiny.operators.multi.MultiOperatorProcessor;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * Requests no more items than were requested of it, and no more than may be in flight. For one subscriber.
 */
final class InFlightLimit<T> extends AbstractMultiOperator<T, T> {

    private final AtomicLong wanted = new AtomicLong();
    private final AtomicLong allowed;
    private final AtomicLong requested = new AtomicLong();
    private volatile Processor processor; // null until there is a subscriber
    private volatile boolean stopped;

    /**
     * @param max how many items may be in flight
     */
    InFlightLimit(Multi<T> upstream, long max) {
        super(upstream);
        this.allowed = new AtomicLong(max);
    }

    @Override
    public void subscribe(MultiSubscriber<? super T> downstream) {
        processor = new Processor(downstream);
        upstream.subscribe().withSubscriber(processor);
        if (stopped) {
            processor.cancelUpstream();
        }
    }

    /**
     * @param total how many items may be requested in all. From any thread.
     */
    void allow(long total) {
        allowed.accumulateAndGet(total, Math::max);
        processor.requestMore();
    }

    /** Cancels the upstream, also one that is subscribed to later. From any thread. */
    void stop() {
        stopped = true;
        Processor current = processor;
        if (current != null) {
            current.cancelUpstream();
        }
    }

    private final class Processor extends MultiOperatorProcessor<T, T> {

        Processor(MultiSubscriber<? super T> downstream) {
            super(downstream);
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                super.request(count); // which tells the subscriber that this is wrong
                return;
            }
            Subscriptions.add(wanted, count);
            requestMore();
        }

        private void requestMore() {
            if (stopped) {
                return;
            }
            long target = Math.min(wanted.get(), allowed.get());
            long before = requested.getAndAccumulate(target, Math::max);
            if (target > before) {
                super.request(target - before);
            }
        }

        @Override
        protected void cancelUpstream() { // for the limit
            super.cancelUpstream();
        }
    }
}
