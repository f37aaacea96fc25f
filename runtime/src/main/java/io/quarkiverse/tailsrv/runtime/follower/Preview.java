package io.quarkiverse.tailsrv.runtime.follower;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.quarkiverse.tailsrv.runtime.file.Fingerprint;

/**
 * Reads new bytes before they are published, so that readers do not wait for a disk or a network. Bytes that this machine wrote
 * are in memory anyway, but not those that another machine wrote to a shared file system.
 */
final class Preview {

    private ByteBuffer scratch;

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
        if (newLimit - from > Fingerprint.LENGTH) { // the fingerprint reads fewer bytes anyway
            read(generation, from, (int) (newLimit - from));
        }
    }

    private void read(FileGeneration generation, long from, int length) throws IOException {
        if (scratch == null) {
            scratch = allocate();
        }
        scratch.clear().limit(length);
        int read = 0;
        while (scratch.hasRemaining() && read >= 0) {
            read = generation.channel().read(scratch, from + scratch.position());
        }
    }

    /** Direct memory spares a copy. Where there is none left, the heap does. */
    private static ByteBuffer allocate() {
        try {
            return ByteBuffer.allocateDirect(FileGeneration.FRESH_LENGTH);
        } catch (OutOfMemoryError e) {
            return ByteBuffer.allocate(FileGeneration.FRESH_LENGTH);
        }
    }
}
