package io.quarkiverse.tailsrv.runtime.report;

/**
 * Why a client was turned away before it was served.
 */
public enum RefusalReason {

    /** There are as many connections as there may be. */
    MAX_CONNECTIONS,

    /** It did not begin with what a proxy says of its client, though {@code proxy-protocol} asks for it. */
    PROXY_HEADER,

    /** What it sent is not a header. */
    HEADER_MALFORMED,

    /** No newline came within the longest header that there is. */
    HEADER_TOO_LONG,

    /** The header did not come in time. */
    HEADER_TIMEOUT,

    /** It did not do a TLS handshake, or not in time, or has no certificate that is trusted where it needs one. */
    TLS_HANDSHAKE
}
