package io.quarkiverse.tailsrv.runtime.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Finds out which bytes of a file are in memory, by asking the kernel or by the time that reads take. Reads those that are not.
 */
public class PageCache {

    /**
     * @param end the end of the bytes that seem to be in memory
     * @param slow whether a read had to wait for a disk or a network
     */
    public record Extent(long end, boolean slow) {
    }

    /** The kernel usually reads and evicts longer ranges. */
    static final int STRIDE = 1 << 18;

    /** How much is read before those that wait are told. */
    public static final int PORTION = 4 << 20;

    // From memory, a byte takes 1 microsecond and a MiB takes 100. Even the fastest disk takes longer than these limits
    private static final long SLOW_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long SLOW_BYTES_PER_NANO = 4;

    private static final int PIECE = 1 << 17;

    /** Reads up to that many bytes at an offset. Returns how many it was, or less than 1 at the end of the file. */
    public interface Source {

        int read(long position, int length) throws IOException;
    }

    private final LongSupplier nanoTime;
    private final ByteBuffer single = ByteBuffer.allocateDirect(1);

    // On the heap: the JDK reads through direct memory that it frees when the thread ends
    private final ThreadLocal<ByteBuffer> piece = ThreadLocal.withInitial(() -> ByteBuffer.allocate(PIECE));

    public PageCache(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Asks the kernel for the end of the bytes in memory. Does not block. */
    public long resident(FileChannel channel, long from, long to) {
        return MappedPages.resident(channel, from, to);
    }

    /**
     * Reads single bytes at intervals until two in a row are slow; one alone may be slow by chance. For one thread at a time.
     *
     * @return its end is {@code from} if nothing seems to be in memory
     */
    public Extent probe(FileChannel channel, long from, long to) {
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
            return true; // a full read will then report the failure
        }
        return nanoTime.getAsLong() - before > SLOW_NANOS;
    }

    /**
     * Reads a portion into memory, up to the first byte that can't be read.
     *
     * @return its end is {@code to} if the file ends before
     * @throws IOException if nothing can be read
     */
    public Extent read(FileChannel channel, long from, long to) throws IOException {
        long before = nanoTime.getAsLong();
        long stop = Math.min(to, from + PORTION);
        long end = from;
        while (end < stop) {
            int wanted = (int) Math.min(PIECE, stop - end);
            int read;
            try {
                read = readGood((at, length) -> channel.read(piece.get().clear().limit(length), at), end, wanted);
            } catch (IOException e) {
                if (end > from) {
                    return new Extent(end, true); // the next portion will report the failure
                }
                throw e;
            }
            end += read;
            if (read < wanted) {
                return new Extent(read == 0 || end >= channel.size() ? to : end, true);
            }
        }
        return new Extent(end, nanoTime.getAsLong() - before > SLOW_NANOS + (end - from) / SLOW_BYTES_PER_NANO);
    }

    /**
     * Reads as many bytes as can be read. If reading fails, the next byte alone is tried, and then shorter pieces, so that
     * nothing is missing before the first byte that can't be read. An attempt may take long: if the next byte can't be read
     * either, there is no other one.
     *
     * @return how many bytes were read; 0 at the end of the file
     * @throws IOException if the first byte can't be read
     */
    public static int readGood(Source source, long from, int length) throws IOException {
        int good = 0;
        int piece = length;
        int usual = length;
        while (good < length) {
            try {
                int read = source.read(from + good, Math.min(piece, length - good));
                if (read <= 0) {
                    return good;
                }
                good += read;
                piece = usual;
            } catch (IOException e) {
                if (piece == 1 && good == 0) {
                    throw e;
                }
                if (piece == 1) {
                    return good;
                }
                usual = piece / 2;
                piece = 1;
            }
        }
        return good;
    }
}
