package io.quarkiverse.tailsrv;

/**
 * A server has closed its port and ended its connections. A CDI event for {@code @ObservesAsync} observers, which run on a
 * worker thread.
 *
 * @param server the server
 */
public record TailServerStopped(TailServer server) {
}
