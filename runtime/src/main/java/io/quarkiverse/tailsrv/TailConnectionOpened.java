package io.quarkiverse.tailsrv;

/**
 * A client has said where to start, and the file has been looked at for it. A CDI event for {@code @ObservesAsync} observers,
 * which run on a worker thread. The
 * connection may already have ended when they run.
 *
 * @param server the server that the client is connected to
 * @param connection the connection when it began
 */
public record TailConnectionOpened(TailServer server, TailConnection connection) {
}
