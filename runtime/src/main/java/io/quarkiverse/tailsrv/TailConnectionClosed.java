package io.quarkiverse.tailsrv;

/**
 * A connection has ended that had been {@link TailConnectionOpened opened}. A CDI event for observers by
 * {@code @ObservesAsync}, which are called on a worker thread.
 *
 * @param server the server that it came to
 * @param connection the connection as it ended
 * @param reason why it ended
 */
public record TailConnectionClosed(TailServer server, TailConnection connection, CloseReason reason) {
}
