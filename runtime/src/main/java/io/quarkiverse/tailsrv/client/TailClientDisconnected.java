package io.quarkiverse.tailsrv.client;

import java.time.Duration;

/**
 * A stream's connection has ended, or could not be opened. It is tried again.
 *
 * @param client the client's {@link TailClient#name()}
 * @param position where the stream is
 * @param reason why, in a few words for an operator
 * @param pause how long it waits before it tries again
 */
public record TailClientDisconnected(String client, TailPosition position, String reason, Duration pause)
        implements
            TailClientEvent {
}
