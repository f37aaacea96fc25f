package io.quarkiverse.tailsrv;

/**
 * A client has said where to start. A CDI event for observers by {@code @ObservesAsync}, which are called on a worker
 * thread; by then the connection may have ended.
 *
 * @param server the server that it came to
 * @param connection the connection as it began
 */
public record TailConnectionOpened(TailServer server, TailConnection connection) {
}
