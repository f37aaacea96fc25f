package io.quarkiverse.tailsrv;

/**
 * A connection that had been {@link TailConnectionOpened opened} has ended. A CDI event for {@code @ObservesAsync} observers,
 * which run on a worker thread.
 *
 * @param server the server that the client was connected to
 * @param connection the connection when it ended
 * @param reason why it ended
 */
public record TailConnectionClosed(TailServer server, TailConnection connection, CloseReason reason) {
}
