package io.quarkiverse.tailsrv.runtime.transfer;

import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import io.quarkiverse.tailsrv.runtime.file.FileGeneration;

/**
 * A run of a generation's bytes that the kernel copies from the page cache to the socket. It keeps the generation open
 * until it is released, and leaves the channel open for all the others.
 */
public final class FileChunk extends DefaultFileRegion {

    /** How much one write sends at the most: one turn of an event loop. */
    static final int MAX_LENGTH = 1 << 20;

    private final FileGeneration generation;

    private FileChunk(FileGeneration generation, long position, long length) {
        super(generation.channel(), position, length);
        this.generation = generation;
    }

    /**
     * @param generation retained by the caller
     * @param end where to stop, even if more may be sent
     * @return what to send next, or null if nothing may be sent from there now
     */
    public static FileRegion next(FileGeneration generation, long position, long end) {
        long length = Math.min(Math.min(generation.readableLimit(), end) - position, MAX_LENGTH);
        if (length <= 0 || !generation.retain()) {
            return null;
        }
        return new FileChunk(generation, position, length);
    }

    @Override
    protected void deallocate() {
        generation.release();
    }
}
