package io.quarkiverse.tailsrv.runtime.transfer;

/**
 * How bytes of a file get to a socket.
 */
public enum TransferPath {

    /** By the kernel, from its page cache. */
    ZERO_COPY,

    /** From a buffer that all connections at the tail share. */
    SHARED,

    /** From a buffer of the connection's own: by the kernel it could hang. */
    COPIED,

    /** Encrypted, from whichever buffer. */
    TLS
}
