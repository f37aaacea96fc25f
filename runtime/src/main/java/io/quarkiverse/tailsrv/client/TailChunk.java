package io.quarkiverse.tailsrv.client;

import io.vertx.core.buffer.Buffer;

/**
 * Some bytes of a file, as they came.
 *
 * @param generation the number of the file as this stream counts them: 1 for the first, 2 for the one after it
 * @param offset the offset in the file of the first byte
 * @param bytes never empty
 */
public record TailChunk(long generation, long offset, Buffer bytes) {
}
