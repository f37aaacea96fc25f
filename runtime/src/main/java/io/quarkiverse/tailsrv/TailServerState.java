package io.quarkiverse.tailsrv;

/**
 * Whether a {@link TailServer}'s port is open, and whether there is a file to serve.
 */
public enum TailServerState {

    /** The port is open and there is no file to serve. Clients wait for one. */
    WAITING,

    /** The port is open and the file is served. */
    SERVING,

    /** The port is closed. */
    STOPPED
}
