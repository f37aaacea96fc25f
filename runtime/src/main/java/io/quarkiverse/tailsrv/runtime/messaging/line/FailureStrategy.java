package io.quarkiverse.tailsrv.runtime.messaging.line;

import java.util.concurrent.CompletionStage;

import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * What is done with a line whose processing has failed.
 */
public interface FailureStrategy {

    /**
     * @return completed normally when the line counts as acknowledged, and with the reason if the channel has to end
     */
    CompletionStage<Void> handle(Message<byte[]> message, Throwable reason);
}
