package io.quarkiverse.tailsrv.runtime.messaging.line;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tailsrv.messaging.TailMetadata;

/**
 * What is done with lines whose processing has failed.
 */
public interface FailureStrategy {

    /**
     * @param origins where the lines come from that have failed together, one or more, in the order of the file
     * @return completed normally when the lines count as acknowledged, and with the reason if the channel has to end
     */
    CompletionStage<Void> handle(List<TailMetadata> origins, Throwable reason);
}
