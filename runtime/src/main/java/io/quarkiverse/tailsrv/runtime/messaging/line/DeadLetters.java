package io.quarkiverse.tailsrv.runtime.messaging.line;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

import io.quarkiverse.tailsrv.messaging.TailMetadata;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;

/**
 * Sends lines that have failed to an outgoing channel. A line counts as acknowledged when that channel has acknowledged it. As
 * many lines can wait as can be in flight.
 */
public final class DeadLetters implements FailureStrategy {

    private final UnicastProcessor<Message<byte[]>> letters = UnicastProcessor.create();
    private final BiFunction<TailMetadata, Throwable, List<Object>> labels;

    /**
     * @param labels what is said of a line and the reason, as metadata for other connectors
     */
    public DeadLetters(BiFunction<TailMetadata, Throwable, List<Object>> labels) {
        this.labels = labels;
    }

    /** What the outgoing channel is to be connected to. */
    public Multi<Message<byte[]>> letters() {
        return letters;
    }

    @Override
    public CompletionStage<Void> handle(Message<byte[]> message, Throwable reason) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        // Without the metadata of Kafka, which has the position in the topic of the lines
        TailMetadata origin = message.getMetadata(TailMetadata.class).orElseThrow();
        Metadata metadata = Metadata.from(Stream.concat(Stream.of(origin), labels.apply(origin, reason).stream()).toList());
        send(Message.of(message.getPayload(), metadata, () -> {
            sent.complete(null);
            return sent;
        }, failure -> {
            failure.addSuppressed(reason);
            sent.completeExceptionally(failure);
            return CompletableFuture.completedFuture(null);
        }));
        return sent;
    }

    private synchronized void send(Message<byte[]> letter) { // failures come on any thread, letters one at a time
        letters.onNext(letter);
    }
}
