package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Finds out by the time that it takes whether a file is in memory, and reads what is not.
 */
class PageCache {

    /**
     * @param end up to where the file is in memory, as far as one can tell
     * @param slow whether a disk or a network had to be waited for
     */
    record Extent(long end, boolean slow) {
    }

    /** The kernel reads and drops files in runs that are mostly longer. */
    static final int STRIDE = 1 << 18;

    /** How much is read at once before whoever waits goes on. */
    static final int PORTION = 4 << 20;

    // A byte from memory takes a microsecond, a MiB a hundred; from the fastest of disks they take longer than this
    private static final long SLOW_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long SLOW_BYTES_PER_NANO = 4;

    private static final int PIECE = 1 << 17;

    private final LongSupplier nanoTime;
    private final ByteBuffer single = ByteBuffer.allocateDirect(1);

    // In the heap: what is read into it passes through memory that the JDK gives back when the thread ends
    private final ThreadLocal<ByteBuffer> piece = ThreadLocal.withInitial(() -> ByteBuffer.allocate(PIECE));

    PageCache(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What the kernel says, without blocking. */
    long resident(FileChannel channel, long from, long to) {
        return MappedPages.resident(channel, from, to);
    }

    /**
     * Tries a byte here and there, until two in a row take their time: only one may have been interrupted. For one thread
     * at a time.
     *
     * @return the end is where it begins if nothing can be told without reading it
     */
    Extent probe(FileChannel channel, long from, long to) {
        long end = from;
        long next = from;
        boolean slow = false;
        while (true) {
            boolean slowBefore = slow;
            slow = isSlow(channel, next);
            boolean last = next == to - 1;
            if (slow && (slowBefore || last)) {
                return new Extent(end, true);
            }
            if (last) {
                return new Extent(to, false);
            }
            end = slow ? end : next;
            next = Math.min(next + STRIDE, to - 1);
        }
    }

    private boolean isSlow(FileChannel channel, long position) {
        long before = nanoTime.getAsLong();
        try {
            channel.read(single.clear(), position);
        } catch (IOException e) {
            return true; // so that it is read, which tells where and why it can't be
        }
        return nanoTime.getAsLong() - before > SLOW_NANOS;
    }

    /**
     * Reads a portion.
     *
     * @return the end is all that was asked for where the file ends before
     * @throws IOException nothing can be read
     */
    Extent read(FileChannel channel, long from, long to) throws IOException {
        long before = nanoTime.getAsLong();
        long stop = Math.min(to, from + PORTION);
        long end = from;
        while (end < stop) {
            int read = readPiece(channel, end, stop, from);
            if (read <= 0) {
                return new Extent(read < 0 ? to : end, true);
            }
            end += read;
        }
        return new Extent(end, nanoTime.getAsLong() - before > SLOW_NANOS + (end - from) / SLOW_BYTES_PER_NANO);
    }

    /** @return 0 if it can't be read, but what comes before it could */
    private int readPiece(FileChannel channel, long position, long stop, long from) throws IOException {
        try {
            return channel.read(piece.get().clear().limit((int) Math.min(PIECE, stop - position)), position);
        } catch (IOException e) {
            if (position == from) {
                throw e;
            }
            return 0;
        }
    }
}
