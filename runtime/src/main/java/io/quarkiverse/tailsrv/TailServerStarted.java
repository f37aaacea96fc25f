package io.quarkiverse.tailsrv;

/**
 * A server has opened its port. A CDI event for {@code @ObservesAsync} observers, which run on a worker thread.
 *
 * @param server the server
 */
public record TailServerStarted(TailServer server) {
}
