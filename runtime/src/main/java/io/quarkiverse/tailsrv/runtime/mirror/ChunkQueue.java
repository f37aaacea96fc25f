package io.quarkiverse.tailsrv.runtime.mirror;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.tailsrv.client.TailChunk;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * The chunks of one stream on their way from its event loop to the thread that writes them. No more than were asked for are in
 * it.
 */
final class ChunkQueue implements MultiSubscriber<TailChunk> {

    /** Who takes them out, on the thread that writes. */
    interface Taker {

        /** There may be chunks. */
        void take(ChunkQueue chunks);

        /** No more will come. */
        void end(ChunkQueue chunks, Throwable failure);
    }

    private static final int AT_A_TIME = 64;

    private final Queue<TailChunk> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();
    private final Executor thread;
    private final Taker taker;
    private volatile Subscription stream;
    private volatile boolean cancelled;

    ChunkQueue(Executor thread, Taker taker) {
        this.thread = thread;
        this.taker = taker;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        stream = subscription;
        if (cancelled) {
            subscription.cancel();
        } else {
            subscription.request(AT_A_TIME);
        }
    }

    @Override
    public void onItem(TailChunk chunk) {
        waiting.add(chunk);
        if (called.compareAndSet(false, true)) {
            thread.execute(() -> {
                called.set(false); // before it looks, so that what comes later calls again
                taker.take(this);
            });
        }
    }

    @Override
    public void onFailure(Throwable failure) {
        thread.execute(() -> taker.end(this, failure));
    }

    @Override
    public void onCompletion() {
        thread.execute(() -> taker.end(this, null));
    }

    /** The next chunk, or null if none is there yet. */
    TailChunk poll() {
        return waiting.poll();
    }

    /** Asks for as many as were taken and written. */
    void request(int count) {
        stream.request(count);
    }

    void cancel() {
        cancelled = true;
        Subscription subscription = stream;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
