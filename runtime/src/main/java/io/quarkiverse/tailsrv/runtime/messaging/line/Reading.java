package io.quarkiverse.tailsrv.runtime.messaging.line;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.messaging.TailMetadata;
import io.quarkiverse.tailsrv.runtime.messaging.position.Positions;
import io.smallrye.mutiny.Multi;

/**
 * One subscription to a channel: its lines, of which only so many are in flight, as messages.
 */
public final class Reading implements LineMessage.Acknowledgement {

    private final String server;
    private final int maxInFlight;
    private final Positions positions;
    private final FailureStrategy failures;
    private final Consumer<Throwable> end;
    private final InFlight inFlight;
    private InFlightLimit<TailLine> limit;
    private volatile boolean stopped;

    /**
     * @param end told if the channel can't go on
     */
    public Reading(String server, int maxInFlight, Positions positions, FailureStrategy failures, Consumer<Throwable> end) {
        this.server = server;
        this.maxInFlight = maxInFlight;
        this.positions = positions;
        this.failures = failures;
        this.end = end;
        this.inFlight = new InFlight(maxInFlight, positions::acknowledged);
    }

    /** The lines as messages. To be called once. */
    public Multi<Message<byte[]>> messages(Multi<TailLine> lines) {
        limit = new InFlightLimit<>(lines, maxInFlight);
        return limit.map(this::message);
    }

    private Message<byte[]> message(TailLine line) {
        long number = inFlight.add(line);
        return new LineMessage(new TailMetadata(server, line), number,
                positions.metadata(line, number, inFlight.acknowledged()), this);
    }

    @Override
    public CompletionStage<Void> acknowledged(LineMessage message) {
        limit.allow(inFlight.acknowledge(message.number()) + maxInFlight);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> refused(LineMessage message, Throwable reason) {
        if (stopped) { // other connectors refuse what they hold when they are closed: that comes again after the restart
            return CompletableFuture.completedFuture(null);
        }
        return handle(message, reason).whenComplete((done, failure) -> {
            if (failure != null) {
                end.accept(failure);
            }
        }).thenCompose(done -> acknowledged(message));
    }

    private CompletionStage<Void> handle(LineMessage message, Throwable reason) {
        try {
            return failures.handle(message, reason);
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
