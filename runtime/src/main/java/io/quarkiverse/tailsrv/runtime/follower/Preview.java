package io.quarkiverse.tailsrv.runtime.follower;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.file.Fingerprint;

/**
 * Reads new bytes before they are published, so that readers do not wait for a disk or a network. Bytes that this machine wrote
 * are in memory anyway, but not those that another machine wrote to a shared file system.
 */
final class Preview {

    private static final Logger LOG = Logger.getLogger(Preview.class.getPackageName());

    private ByteBuffer scratch;
    private boolean outOfMemory;

    /**
     * Reads the new bytes up to the new limit. About once a second it also rereads all bytes that must be
     * {@linkplain FileGeneration#isFresh fresh}.
     */
    void read(FileGeneration generation, long newLimit, long now) throws IOException {
        long from = Math.max(0, newLimit - FileGeneration.FRESH_LENGTH);
        if (generation.previewed && now - generation.previewedAt < FileGeneration.FRESH_NANOS) {
            from = Math.max(from, generation.limit());
        } else {
            generation.previewed = true;
            generation.previewedAt = now;
        }
        if (newLimit - from > Fingerprint.LENGTH && hasMemory()) { // the fingerprint reads fewer bytes anyway
            read(generation, from, (int) (newLimit - from));
        }
    }

    private void read(FileGeneration generation, long from, int length) throws IOException {
        scratch.clear().limit(length);
        int read = 0;
        while (scratch.hasRemaining() && read >= 0) {
            read = generation.channel().read(scratch, from + scratch.position());
        }
    }

    /**
     * Without direct memory there is no preview, since reading into the heap takes direct memory as well. It is tried once:
     * the JDK waits for half a second before it gives up.
     */
    private boolean hasMemory() {
        if (scratch == null && !outOfMemory) {
            try {
                scratch = ByteBuffer.allocateDirect(FileGeneration.FRESH_LENGTH);
            } catch (OutOfMemoryError e) {
                outOfMemory = true;
                LOG.debug("No direct memory to read new bytes before they are published", e);
            }
        }
        return scratch != null;
    }
}
