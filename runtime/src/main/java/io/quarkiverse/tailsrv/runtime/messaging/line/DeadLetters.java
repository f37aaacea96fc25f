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
 * Sends lines that have failed to an outgoing channel, each as a letter of its own. A line counts as acknowledged when that
 * channel has acknowledged it. As
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
    public CompletionStage<Void> handle(List<TailMetadata> origins, Throwable reason) {
        CompletableFuture<Void> all = new CompletableFuture<>();
        List<CompletableFuture<Void>> sent = origins.stream().map(origin -> send(origin, reason)).toList();
        sent.forEach(each -> each.exceptionally(failure -> {
            all.completeExceptionally(failure);
            return null;
        }));
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).thenRun(() -> all.complete(null));
        return all;
    }

    private CompletableFuture<Void> send(TailMetadata origin, Throwable reason) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        // Without the metadata of Kafka, which has the position in the topic of the lines
        Metadata metadata = Metadata.from(Stream.concat(Stream.of(origin), labels.apply(origin, reason).stream()).toList());
        send(Message.of(origin.line().bytes().getBytes(), metadata, () -> {
            sent.complete(null);
            return CompletableFuture.completedFuture(null);
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
