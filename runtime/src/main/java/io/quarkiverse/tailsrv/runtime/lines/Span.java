package io.quarkiverse.tailsrv.runtime.lines;

import static io.quarkiverse.tailsrv.client.TailPosition.LAST_LENGTH;

import java.nio.charset.Charset;

import io.quarkiverse.tailsrv.client.TailFingerprint;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.vertx.core.buffer.Buffer;

/**
 * A run of received bytes, in the array that they were received into. For any thread.
 */
final class Span {

    private final byte[] array;
    private final int from;
    private final int length;
    private final long offset;
    private final long generation;
    private final Head head;

    Span(ReceivedBytes received, long from, long to) {
        this.array = received.array();
        this.from = received.index(from);
        this.length = (int) (to - from);
        this.offset = from;
        this.generation = received.generation();
        this.head = received.head();
    }

    int length() {
        return length;
    }

    byte at(int index) {
        return array[from + index];
    }

    /** A copy of the first bytes. */
    Buffer bytes(int count) {
        return Buffer.buffer(count).appendBytes(array, from, count);
    }

    String text(int count, Charset charset) {
        return new String(array, from, count, charset);
    }

    long offset() {
        return offset;
    }

    long endOffset() {
        return offset + length;
    }

    long generation() {
        return generation;
    }

    TailPosition startPosition() {
        return position(0);
    }

    TailPosition position() {
        return position(length);
    }

    private TailPosition position(int count) {
        long behind = offset + count;
        int last = (int) Math.min(LAST_LENGTH, behind);
        return TailPosition.of(generation, behind, head.before(behind), TailFingerprint.of(array, from + count - last, last));
    }
}
