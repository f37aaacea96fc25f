package io.quarkiverse.tailsrv.client;

/**
 * A stream is connected, and the file is known to be the one that it was, or a new one.
 *
 * @param client the client's {@link TailClient#name()}
 * @param position where the stream goes on
 */
public record TailClientConnected(String client, TailPosition position) implements TailClientEvent {
}
