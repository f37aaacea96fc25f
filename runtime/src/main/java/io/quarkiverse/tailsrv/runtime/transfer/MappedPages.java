package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Asks the kernel what is in memory, without reading any of it. To ask for every page takes a tenth of the time that it takes
 * to send them, so it is asked for one here and there.
 */
final class MappedPages {

    /** What is dropped is mostly longer, and where it is not, a single short read blocks. */
    private static final int STRIDE = 1 << 19;

    private MappedPages() {
    }

    /**
     * Whether mappings can be given back at once; otherwise they would keep a deleted file's space, and pile up.
     */
    static boolean areAvailable() {
        return NettyPlatform.canUnmap();
    }

    /**
     * @return up to where it is in memory
     */
    static long resident(FileChannel channel, long from, long to) {
        MappedByteBuffer pages = null;
        try {
            pages = channel.map(FileChannel.MapMode.READ_ONLY, from, to - from);
            return from + resident(pages);
        } catch (IOException e) {
            return from; // shorter by now, for example; to read it tells
        } finally {
            if (pages != null) {
                NettyPlatform.unmap(pages);
            }
        }
    }

    /** @throws IOException which the JDK lets through undeclared, where a sandbox forbids to ask for example */
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
