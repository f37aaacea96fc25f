package io.quarkiverse.tailsrv;

/**
 * A client was turned away since as many connections are open as may be. The event comes for the first such client, and again
 * only after a minute without one; {@link TailConnectionsRefused} counts them. A CDI event for {@code @ObservesAsync}
 * observers, which run on a worker thread.
 *
 * @param server the server
 * @param connections how many connections are open: those of this server if its {@code max-connections} is reached, those of
 *        all servers if the limit of file descriptors allows no more
 */
public record TailServerFull(TailServer server, int connections) {
}
