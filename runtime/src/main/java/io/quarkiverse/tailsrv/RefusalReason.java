package io.quarkiverse.tailsrv;

/**
 * Why a client was turned away before it was served.
 */
public enum RefusalReason {

    /** The connection limit is reached. */
    MAX_CONNECTIONS,

    /** The client sent no PROXY header, but {@code proxy-protocol} requires one. */
    PROXY_HEADER,

    /**
     * The client left without having sent a byte, or nothing but a PROXY header or a TLS handshake: it has closed or reset the
     * connection, or shut its writing side. Most of these are probes.
     */
    NO_HEADER,

    /** The client sent something that is not a header. */
    HEADER_MALFORMED,

    /** No newline came within the maximum length of a header. */
    HEADER_TOO_LONG,

    /** The header did not come in time. */
    HEADER_TIMEOUT,

    /** The TLS handshake failed or came too late, or the client lacks a trusted certificate that is required. */
    TLS_HANDSHAKE
}
