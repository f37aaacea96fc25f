package io.quarkiverse.tailsrv.runtime.lines;

import io.quarkiverse.tailsrv.client.TailPosition;
import io.vertx.core.buffer.Buffer;

/**
 * Makes items from what is received, in order. One for each stream, on its event loop.
 *
 * @param <T> what a stream is of
 */
public interface Items<T> {

    /**
     * A file is begun, or gone on with. What is left of the one before is the first item then.
     *
     * @param head the file's first bytes: at least {@link TailPosition#HEAD_LENGTH}, or all before the offset
     * @param history the bytes just before the offset: {@link TailPosition#LAST_LENGTH}, or all
     * @param torn whether the offset was chosen without knowing where items begin: then the first one may have to be left out
     */
    void begin(long generation, long offset, byte[] head, byte[] history, boolean torn);

    /** The next bytes. To be called only if {@link #next()} has returned null. */
    void received(Buffer bytes);

    /** @return the next item, or null if more bytes are needed */
    T next();

    /** Behind what was received. */
    TailPosition position();
}
