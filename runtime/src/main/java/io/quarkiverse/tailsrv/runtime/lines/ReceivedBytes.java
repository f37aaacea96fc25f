package io.quarkiverse.tailsrv.runtime.lines;

import static io.quarkiverse.tailsrv.client.TailPosition.LAST_LENGTH;

import io.quarkiverse.tailsrv.client.TailPosition;
import io.vertx.core.buffer.Buffer;

/**
 * The newest bytes that were received of one file: those that are still needed, and the 256 before them, from which positions
 * are made. Bytes that were written into an array are never changed, so that items share it. Belongs to one event loop.
 */
final class ReceivedBytes {

    private static final int MIN_CAPACITY = 1 << 14;

    private final long generation;
    private final Head head;
    private byte[] bytes;
    private int count;
    private long endOffset;

    /**
     * @param head the file's first bytes, of those before the offset at least
     * @param history the bytes just before the offset, {@link TailPosition#LAST_LENGTH} of them if there are as many
     */
    ReceivedBytes(long generation, long offset, byte[] head, byte[] history) {
        this.generation = generation;
        this.head = new Head();
        this.head.add(0, head, 0, head.length);
        this.bytes = history;
        this.count = history.length;
        this.endOffset = offset;
    }

    /**
     * @param needed the offset of the first byte before these that is still needed; {@link #endOffset()} if none is
     */
    void append(Buffer received, long needed) {
        int length = received.length();
        if (count + length > bytes.length) {
            makeRoom(length, needed);
        }
        received.getBytes(bytes, count);
        head.add(endOffset, bytes, count, length);
        count += length;
        endOffset += length;
    }

    /** Room for twice as much as is kept, so that a line that comes in many pieces is not copied for each of them. */
    private void makeRoom(int length, long needed) {
        int keptFrom = Math.max(0, index(needed) - LAST_LENGTH);
        int kept = count - keptFrom;
        byte[] roomier = new byte[Math.max(MIN_CAPACITY, 2 * kept + length)];
        System.arraycopy(bytes, keptFrom, roomier, 0, kept);
        bytes = roomier;
        count = kept;
    }

    /** Where the byte of that offset is in {@link #array()}. */
    int index(long offset) {
        return count - (int) (endOffset - offset);
    }

    /** Changes with {@link #append}. */
    byte[] array() {
        return bytes;
    }

    /** The offset behind the last byte. */
    long endOffset() {
        return endOffset;
    }

    Span span(long from, long to) {
        return new Span(this, from, to);
    }

    long generation() {
        return generation;
    }

    Head head() {
        return head;
    }
}
