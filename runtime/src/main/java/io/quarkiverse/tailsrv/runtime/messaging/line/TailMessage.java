package io.quarkiverse.tailsrv.runtime.messaging.line;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Metadata;

import io.quarkiverse.tailsrv.client.TailLine;
import io.smallrye.reactive.messaging.providers.MetadataInjectableMessage;
import io.smallrye.reactive.messaging.providers.locals.ContextAwareMessage;

/**
 * A line as a message, or a batch of lines. It may be acknowledged from any thread.
 *
 * @param <T> what is made of the line, or the lines
 */
final class TailMessage<T> implements ContextAwareMessage<T>, MetadataInjectableMessage<T> {

    private final T payload;
    private final List<TailLine> lines;
    private final long number;
    private final Acknowledgement acknowledgement;
    private Metadata metadata;

    /** What becomes of messages. */
    interface Acknowledgement {

        CompletionStage<Void> acknowledged(TailMessage<?> message);

        CompletionStage<Void> refused(TailMessage<?> message, Throwable reason);
    }

    /**
     * @param number that of the first line in {@link InFlight}
     */
    TailMessage(T payload, List<Object> metadata, List<TailLine> lines, long number, Acknowledgement acknowledgement) {
        this.payload = payload;
        this.lines = lines;
        this.number = number;
        this.acknowledgement = acknowledgement;
        this.metadata = ContextAwareMessage.captureContextMetadata(metadata);
    }

    long number() {
        return number;
    }

    List<TailLine> lines() {
        return lines;
    }

    @Override
    public T getPayload() {
        return payload;
    }

    @Override
    public Metadata getMetadata() {
        return metadata;
    }

    @Override
    public void injectMetadata(Object added) {
        metadata = metadata.with(added);
    }

    @Override
    public Function<Metadata, CompletionStage<Void>> getAckWithMetadata() {
        return added -> acknowledgement.acknowledged(this);
    }

    @Override
    public BiFunction<Throwable, Metadata, CompletionStage<Void>> getNackWithMetadata() {
        return (reason, added) -> acknowledgement.refused(this, reason);
    }
}
