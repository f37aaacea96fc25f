package io.quarkiverse.tailsrv.runtime.follower;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.quarkiverse.tailsrv.runtime.file.Fingerprint;

/**
 * Reads what is about to be published: who reads it next does not wait for a disk or a network. What was appended on this
 * machine is in memory anyway, but not what another one has written to a shared file system.
 */
final class Preview {

    private ByteBuffer scratch;

    /**
     * Reads up to the new limit: what is new, and now and then all that has to be {@linkplain FileGeneration#isFresh fresh}.
     */
    void read(FileGeneration generation, long newLimit, long now) throws IOException {
        long from = Math.max(0, newLimit - FileGeneration.FRESH_LENGTH);
        if (generation.previewed && now - generation.previewedAt < FileGeneration.FRESH_NANOS) {
            from = Math.max(from, generation.limit());
        } else {
            generation.previewed = true;
            generation.previewedAt = now;
        }
        if (newLimit - from > Fingerprint.LENGTH) { // which reads so much anyway
            read(generation, from, (int) (newLimit - from));
        }
    }

    private void read(FileGeneration generation, long from, int length) throws IOException {
        if (scratch == null) {
            scratch = ByteBuffer.allocateDirect(FileGeneration.FRESH_LENGTH);
        }
        scratch.clear().limit(length);
        int read = 0;
        while (scratch.hasRemaining() && read >= 0) {
            read = generation.channel().read(scratch, from + scratch.position());
        }
    }
}
