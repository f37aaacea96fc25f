package io.quarkiverse.tailsrv.client;

/**
 * What is done with a line that is longer than {@code max-line-length}, its newline included.
 */
public enum LongLines {

    /**
     * It is delivered in pieces, each of which but the last says that it is not {@linkplain TailLine#complete() complete}.
     */
    SPLIT,

    /**
     * The stream fails with a {@link TailClientException}.
     */
    FAIL
}
