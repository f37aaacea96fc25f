package io.quarkiverse.tailsrv.runtime.server;

/**
 * What belongs to one server, whether it is started or stopped.
 */
record ServerContext(ServerOptions options, ServerStatistics statistics, OpenConnections connections, ConnectionLimit limit,
        ServerEvents events) {
}
