package io.quarkiverse.tailsrv.client;

import io.vertx.core.buffer.Buffer;

/**
 * Some bytes of a file, as they came. It may be used from any thread.
 */
public interface TailChunk {

    /** The bytes, at least one. */
    Buffer bytes();

    /** The offset in the file of the first byte. */
    long offset();

    /** The number of the file as this stream counts them: 1 for the first, 2 for the one after it. */
    long generation();

    /** Where to go on behind these bytes, also in another run of the application. */
    TailPosition position();
}
