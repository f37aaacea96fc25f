package io.quarkiverse.tailsrv.runtime.client;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.smallrye.mutiny.helpers.Subscriptions;

/**
 * Hands items to a subscriber on the stream's event loop, as many as it has asked for. For any thread, except where it says
 * otherwise.
 *
 * @param <T> what the stream is of
 */
final class Delivery<T> implements Flow.Subscription {

    /** Where items come from, on the stream's event loop. */
    interface Source<T> {

        /**
         * What it throws fails the stream.
         *
         * @return the next item, or null if there is none yet: then {@link #pump} is to be called later
         */
        T next();

        /** Nothing is wanted any more. */
        void ended();
    }

    /**
     * Why it ends.
     *
     * @param told whether the subscriber is told; not if it has cancelled
     * @param failure null if it has none
     */
    private record End(boolean told, Throwable failure) {
    }

    private final Flow.Subscriber<? super T> subscriber;
    private final Source<T> source;
    private final AtomicLong requested = new AtomicLong();
    private final AtomicReference<End> end = new AtomicReference<>();
    private volatile Executor eventLoop;
    private Thread eventLoopThread;
    private boolean pumping;
    private boolean ended;

    Delivery(Flow.Subscriber<? super T> subscriber, Source<T> source) {
        this.subscriber = subscriber;
        this.source = source;
    }

    /** On the stream's event loop. What has been asked for before is found now. */
    void start(Executor executor) {
        eventLoopThread = Thread.currentThread();
        eventLoop = executor;
        pump();
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            fail(new IllegalArgumentException("\"" + count + "\" items were requested; it must be 1 or more"));
        } else if (Subscriptions.add(requested, count) == 0) {
            wake();
        }
    }

    @Override
    public void cancel() {
        end(new End(false, null));
    }

    void complete() {
        end(new End(true, null));
    }

    void fail(Throwable failure) {
        end(new End(true, failure));
    }

    private void end(End why) {
        if (end.compareAndSet(null, why)) {
            wake();
        }
    }

    private void wake() {
        Executor executor = eventLoop;
        if (executor != null) {
            if (Thread.currentThread() == eventLoopThread) {
                pump();
            } else {
                executor.execute(this::pump);
            }
        }
    }

    /** On the event loop: hands over what there is and was asked for. */
    void pump() {
        if (pumping || ended) {
            return; // the caller below goes on
        }
        pumping = true;
        try {
            boolean more = true;
            while (more && end.get() == null && requested.get() > 0) {
                more = handOver(take());
            }
        } finally {
            pumping = false;
            if (end.get() != null) {
                finish(end.get());
            }
        }
    }

    private T take() {
        try {
            return source.next();
        } catch (RuntimeException | Error e) {
            fail(e);
            return null;
        }
    }

    private boolean handOver(T item) {
        if (item != null) {
            Subscriptions.produced(requested, 1);
            give(item);
        }
        return item != null;
    }

    /** A subscriber that throws has cancelled. */
    private void give(T item) {
        try {
            subscriber.onNext(item);
        } catch (RuntimeException | Error e) {
            end.compareAndSet(null, new End(false, null));
            throw e;
        }
    }

    private void finish(End why) {
        ended = true;
        source.ended();
        if (why.failure != null) {
            subscriber.onError(why.failure);
        } else if (why.told) {
            subscriber.onComplete();
        }
    }
}
