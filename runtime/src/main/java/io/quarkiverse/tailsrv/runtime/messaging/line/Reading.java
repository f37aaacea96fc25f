package io.quarkiverse.tailsrv.runtime.messaging.line;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.messaging.TailBatchMetadata;
import io.quarkiverse.tailsrv.messaging.TailMetadata;
import io.quarkiverse.tailsrv.runtime.messaging.position.Positions;
import io.smallrye.mutiny.Multi;

/**
 * One subscription to a channel: its lines, of which only so many are in flight, as messages of one line each or in batches.
 */
public final class Reading implements TailMessage.Acknowledgement {

    private final String server;
    private final Portions portions;
    private final Positions positions;
    private final FailureStrategy failures;
    private final Consumer<Throwable> end;
    private final InFlight inFlight;
    private InFlightLimit<List<TailLine>> limit;
    private volatile boolean stopped;

    /**
     * @param end told if the channel can't go on
     */
    public Reading(String server, Portions portions, Positions positions, FailureStrategy failures, Consumer<Throwable> end) {
        this.server = server;
        this.portions = portions;
        this.positions = positions;
        this.failures = failures;
        this.end = end;
        this.inFlight = new InFlight(portions, positions::acknowledged);
    }

    /**
     * The lines as messages. To be called once.
     *
     * @param batches none with more lines than the {@linkplain Portions#largest() largest}
     */
    public Multi<Message<?>> messages(Multi<List<TailLine>> batches) {
        limit = new InFlightLimit<>(batches, inFlight.allowed());
        return limit.map(this::message);
    }

    private Message<?> message(List<TailLine> batch) {
        long number = inFlight.add(batch);
        if (!portions.batches()) {
            return lineMessage(batch, number);
        }
        limit.allow(inFlight.allowed()); // more than before, if it is not as large as it could be
        return batchMessage(new TailBatchMetadata(server, batch), number);
    }

    private Message<byte[]> lineMessage(List<TailLine> only, long number) {
        TailLine line = only.get(0);
        List<Object> metadata = new ArrayList<>(3); // and the context's
        metadata.add(new TailMetadata(server, line));
        Object companion = positions.metadata(line, number, inFlight.acknowledged());
        if (companion != null) {
            metadata.add(companion);
        }
        return new TailMessage<>(line.bytes().getBytes(), metadata, only, number, this);
    }

    private Message<List<byte[]>> batchMessage(TailBatchMetadata origin, long number) {
        List<Object> metadata = new ArrayList<>(2); // and the context's
        metadata.add(origin);
        List<byte[]> contents = origin.lines().stream().map(line -> line.bytes().getBytes()).toList();
        return new TailMessage<>(contents, metadata, origin.lines(), number, this);
    }

    @Override
    public CompletionStage<Void> acknowledged(TailMessage<?> message) {
        limit.allow(inFlight.acknowledge(message.number(), message.lines().size()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> refused(TailMessage<?> message, Throwable reason) {
        if (stopped) { // other connectors refuse what they hold when they are closed: that comes again after the restart
            return CompletableFuture.completedFuture(null);
        }
        return handle(message, reason).whenComplete((done, failure) -> {
            if (failure != null) {
                end.accept(failure);
            }
        }).thenCompose(done -> acknowledged(message));
    }

    private CompletionStage<Void> handle(TailMessage<?> message, Throwable reason) {
        try {
            return failures.handle(message.lines().stream().map(line -> new TailMetadata(server, line)).toList(), reason);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Reads no further. Lines that fail from now on stay unacknowledged. From any thread. */
    public void stop() {
        stopped = true;
        limit.stop();
    }

    /** Waits until all that was delivered is acknowledged, but no longer than this. */
    public void drain(Duration patience) throws InterruptedException {
        inFlight.awaitNone(patience);
    }
}
