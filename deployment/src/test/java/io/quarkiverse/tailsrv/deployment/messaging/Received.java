package io.quarkiverse.tailsrv.deployment.messaging;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tailsrv.client.TailLine;

/**
 * An application's methods for lines, one of each kind that there is.
 */
@Singleton
public class Received {

    final List<Message<byte[]>> messages = new CopyOnWriteArrayList<>();
    final List<String> texts = new CopyOnWriteArrayList<>();
    final List<TailLine> lines = new CopyOnWriteArrayList<>();

    /** They are acknowledged by the test. */
    @Incoming("messages")
    CompletionStage<Void> take(Message<byte[]> message) {
        messages.add(message);
        return CompletableFuture.completedFuture(null);
    }

    @Incoming("texts")
    void take(String text) {
        texts.add(text);
    }

    @Incoming("lines")
    void take(TailLine line) {
        lines.add(line);
    }
}
