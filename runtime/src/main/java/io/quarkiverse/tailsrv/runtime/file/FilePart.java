package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Some bytes of a file, as they were when they were read.
 *
 * @param start the offset of the first byte
 * @param bytes from index 0 to the limit; never changed
 */
public record FilePart(long start, ByteBuffer bytes) {

    /**
     * Reads until the buffer is full.
     *
     * @param from the offset of the byte for the buffer's position
     * @return false if the file ends before
     */
    public static boolean read(FileChannel channel, long from, ByteBuffer into) throws IOException {
        long origin = from - into.position();
        while (into.hasRemaining()) {
            if (channel.read(into, origin + into.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The offset behind the last byte. */
    public long end() {
        return start + bytes.limit();
    }

    /** Whether all bytes from the one offset up to the other are here. */
    public boolean covers(long from, long to) {
        return from >= start && to <= end();
    }

    /** A view of the bytes from the one offset up to the other. */
    public ByteBuffer view(long from, long to) {
        return bytes.slice((int) (from - start), (int) (to - from));
    }
}
