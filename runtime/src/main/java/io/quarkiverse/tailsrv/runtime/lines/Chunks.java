package io.quarkiverse.tailsrv.runtime.lines;

import io.quarkiverse.tailsrv.client.TailChunk;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.vertx.core.buffer.Buffer;

/**
 * The bytes as they come.
 */
public final class Chunks implements Items<TailChunk> {

    private ReceivedBytes received;
    private Chunk next;

    @Override
    public void begin(long generation, long offset, byte[] head, byte[] history, boolean torn) {
        received = new ReceivedBytes(generation, offset, head, history);
    }

    @Override
    public void received(Buffer bytes) {
        long offset = received.endOffset();
        received.append(bytes, offset);
        next = new Chunk(received.span(offset, received.endOffset()), bytes);
    }

    @Override
    public TailChunk next() {
        Chunk chunk = next;
        next = null;
        return chunk;
    }

    @Override
    public TailPosition position() {
        return received.span(received.endOffset(), received.endOffset()).position();
    }
}
