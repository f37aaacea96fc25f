package io.quarkiverse.tailsrv;

/**
 * A server has opened its port. A CDI event for observers by {@code @ObservesAsync}, which are called on
 * a worker thread.
 *
 * @param server the server
 */
public record TailServerStarted(TailServer server) {
}
