package io.quarkiverse.tailsrv.runtime.messaging.line;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Metadata;

import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.messaging.TailMetadata;
import io.smallrye.reactive.messaging.providers.MetadataInjectableMessage;
import io.smallrye.reactive.messaging.providers.locals.ContextAwareMessage;

/**
 * A line as a message. It may be acknowledged from any thread.
 */
final class LineMessage implements ContextAwareMessage<byte[]>, MetadataInjectableMessage<byte[]> {

    private final TailLine line;
    private final byte[] payload;
    private final long number;
    private final Acknowledgement acknowledgement;
    private Metadata metadata;

    /** What becomes of messages. */
    interface Acknowledgement {

        CompletionStage<Void> acknowledged(LineMessage message);

        CompletionStage<Void> refused(LineMessage message, Throwable reason);
    }

    /**
     * @param number the line's in {@link InFlight}
     * @param companion metadata beside the line's own; may be {@code null}
     */
    LineMessage(TailMetadata origin, long number, Object companion, Acknowledgement acknowledgement) {
        this.line = origin.line();
        this.payload = line.bytes().getBytes();
        this.number = number;
        this.acknowledgement = acknowledgement;
        List<Object> own = new ArrayList<>(3);
        own.add(origin);
        if (companion != null) {
            own.add(companion);
        }
        this.metadata = ContextAwareMessage.captureContextMetadata(own);
    }

    long number() {
        return number;
    }

    TailLine line() {
        return line;
    }

    @Override
    public byte[] getPayload() {
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
