package io.quarkiverse.tailsrv.runtime.lines;

import io.quarkiverse.tailsrv.client.TailChunk;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.vertx.core.buffer.Buffer;

/**
 * Bytes as they came. For any thread.
 */
final class Chunk implements TailChunk {

    private final Span span;
    private final Buffer bytes;

    Chunk(Span span, Buffer bytes) {
        this.span = span;
        this.bytes = bytes;
    }

    @Override
    public Buffer bytes() {
        return bytes;
    }

    @Override
    public long offset() {
        return span.offset();
    }

    @Override
    public long generation() {
        return span.generation();
    }

    @Override
    public TailPosition position() {
        return span.position();
    }
}
