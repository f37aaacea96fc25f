package io.quarkiverse.tailsrv.runtime.transfer;

/**
 * How the bytes of a file get to a socket.
 */
public enum TransferPath {

    /** The kernel copies them from its page cache. */
    ZERO_COPY,

    /** From a buffer that all connections at the tail share. */
    SHARED,

    /** From the connection's own buffer, since the kernel's copy could hang. */
    COPIED,

    /** Encrypted, from any buffer. */
    TLS
}
