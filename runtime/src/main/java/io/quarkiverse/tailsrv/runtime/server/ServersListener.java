package io.quarkiverse.tailsrv.runtime.server;

/**
 * Is told which servers there are. Called by one thread at a time. Must return quickly and never block. What it throws is
 * logged, or, as it begins to listen, passed on.
 */
public interface ServersListener {

    /** The server has opened its port for the first time. Called once for each server. */
    void added(ManagedServer server);

    /** The server is there no more. Called for servers that were added. */
    void removed(ManagedServer server);
}
