package io.quarkiverse.tailsrv.runtime.cache;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Asks the kernel which bytes of a file are in memory, without reading them. Only some pages are sampled: asking for every page
 * takes a tenth of the time of sending them.
 */
public final class MappedPages {

    /** The kernel usually evicts longer ranges. A shorter hole costs one blocking read. */
    private static final int STRIDE = 1 << 19;

    private MappedPages() {
    }

    /**
     * Whether files can be unmapped at once. Otherwise mappings would pile up and keep the space of deleted files.
     */
    public static boolean areAvailable() {
        return NettyPlatform.canUnmap();
    }

    /**
     * @return the end of the bytes that are in memory
     */
    static long resident(FileChannel channel, long from, long to) {
        MappedByteBuffer pages = null;
        try {
            pages = channel.map(FileChannel.MapMode.READ_ONLY, from, to - from);
            return from + resident(pages);
        } catch (IOException e) {
            return from; // for example shorter by now; reading will show it
        } finally {
            if (pages != null) {
                NettyPlatform.unmap(pages);
            }
        }
    }

    /** @throws IOException not declared by the JDK, but thrown, for example in a sandbox */
    private static int resident(MappedByteBuffer pages) throws IOException {
        int last = pages.capacity() - 1;
        int known = 0;
        for (int next = 0; pages.slice(next, 1).isLoaded(); next = Math.min(next + STRIDE, last)) {
            if (next == last) {
                return pages.capacity();
            }
            known = next;
        }
        return known;
    }
}
