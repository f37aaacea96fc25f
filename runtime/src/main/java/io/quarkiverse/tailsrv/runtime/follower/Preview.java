package io.quarkiverse.tailsrv.runtime.follower;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.file.FilePart;
import io.quarkiverse.tailsrv.runtime.file.Fingerprint;
import io.quarkiverse.tailsrv.runtime.file.Storage;

/**
 * Reads new bytes before they are published, so that readers do not wait for a disk or a network. If the file may be on another
 * machine, the bytes are kept for the readers, who would otherwise wait if the file system hangs just then.
 */
final class Preview {

    /** How many bytes that were published before are kept with the new ones, for readers a little behind. */
    private static final int KEPT = 1 << 13;

    private static final Logger LOG = Logger.getLogger(Preview.class.getPackageName());

    private ByteBuffer scratch;
    private boolean outOfMemory;

    /**
     * Reads the new bytes up to the new limit.
     */
    void read(FileGeneration generation, long newLimit, long now) throws IOException {
        if (generation.storage() == Storage.REMOTE) {
            generation.latest = latest(generation, newLimit);
        } else {
            refresh(generation, newLimit, now);
        }
    }

    /** About once a second this also rereads all bytes that must be {@linkplain FileGeneration#isFresh fresh}. */
    private void refresh(FileGeneration generation, long newLimit, long now) throws IOException {
        long from = Math.max(0, newLimit - FileGeneration.FRESH_LENGTH);
        if (generation.previewed && now - generation.previewedAt < FileGeneration.FRESH_NANOS) {
            from = Math.max(from, generation.limit());
        } else {
            generation.previewed = true;
            generation.previewedAt = now;
        }
        if (newLimit - from > Fingerprint.LENGTH && hasMemory()) { // the fingerprint reads fewer bytes anyway
            FilePart.read(generation.channel(), from, scratch.clear().limit((int) (newLimit - from)));
        }
    }

    private static FilePart latest(FileGeneration generation, long newLimit) throws IOException {
        FilePart before = generation.latest;
        boolean extend = before != null && before.end() == generation.limit() && newLimit - before.start() <= KEPT;
        long start = extend ? before.start() : Math.max(generation.limit(), newLimit - FileGeneration.FRESH_LENGTH);
        try {
            ByteBuffer bytes = ByteBuffer.allocate((int) (newLimit - start));
            if (extend) {
                bytes.put(before.view(start, before.end()));
            }
            boolean whole = FilePart.read(generation.channel(), start + bytes.position(), bytes);
            return whole ? new FilePart(start, bytes.flip()) : null;
        } catch (OutOfMemoryError e) { // readers then ask for the bytes themselves
            LOG.debugf(e, "No memory to keep the last bytes of generation %s", generation.number());
            return null;
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
