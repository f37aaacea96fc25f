package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Remembers the first bytes of a generation and the last ones before its limit. If they differ at a later look, the file was
 * rewritten, or was truncated and grew again. Then its new bytes do not continue the old ones.
 */
public final class Fingerprint {

    public static final int LENGTH = 256;

    // All that it ever needs: later there may be no direct memory left
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(2 * LENGTH);
    private ByteBuffer head = ByteBuffer.allocateDirect(LENGTH).limit(0);
    private ByteBuffer nextHead = ByteBuffer.allocateDirect(LENGTH);
    private ByteBuffer tail = ByteBuffer.allocateDirect(LENGTH).limit(0);
    private ByteBuffer nextTail = ByteBuffer.allocateDirect(LENGTH);
    private long limit;

    /** The length of the file as of the last move. */
    long limit() {
        return limit;
    }

    /**
     * Whether the file still has the remembered bytes.
     */
    public boolean matches(FileChannel channel) throws IOException {
        return same(head, 0, channel) && same(tail, limit - tail.limit(), channel);
    }

    /**
     * Moves to a higher limit, if the file matches and reaches it. The new bytes are read before the head is compared,
     * so that a rewrite in between is found now, and a later one at the next look.
     *
     * @return false if the limit was not moved
     */
    public boolean moveTo(long newLimit, FileChannel channel) throws IOException {
        boolean headGrows = head.limit() < LENGTH;
        boolean moved = (!headGrows || read(nextHead, (int) Math.min(LENGTH, newLimit), 0, channel))
                && readTail(newLimit, channel) && same(head, 0, channel);
        if (!moved) {
            return false;
        }
        ByteBuffer lastTail = tail;
        tail = nextTail;
        nextTail = lastTail;
        if (headGrows) {
            ByteBuffer lastHead = head;
            head = nextHead;
            nextHead = lastHead;
        }
        limit = newLimit;
        return true;
    }

    /** Reads the next tail, and compares the present one: both at once if they are close, as they are line by line. */
    private boolean readTail(long newLimit, FileChannel channel) throws IOException {
        long start = limit - tail.limit();
        int length = (int) Math.min(LENGTH, newLimit);
        int both = (int) Math.min(newLimit - start, Integer.MAX_VALUE);
        boolean read = both <= scratch.capacity() && channel.read(scratch.clear().limit(both), start) == both;
        if (!read) { // or not in one piece, and the file may have been rewritten between two
            return read(nextTail, length, newLimit - length, channel) && same(tail, start, channel);
        }
        nextTail.clear().put(scratch.position(both - length)).flip();
        return scratch.rewind().limit(tail.limit()).equals(tail.rewind());
    }

    private boolean same(ByteBuffer known, long position, FileChannel channel) throws IOException {
        return read(scratch, known.limit(), position, channel) && scratch.equals(known.rewind());
    }

    private static boolean read(ByteBuffer into, int length, long position, FileChannel channel) throws IOException {
        boolean whole = FilePart.read(channel, position, into.clear().limit(length));
        into.flip();
        return whole;
    }
}
