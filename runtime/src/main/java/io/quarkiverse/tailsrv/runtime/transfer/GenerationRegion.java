package io.quarkiverse.tailsrv.runtime.transfer;

import io.netty.channel.DefaultFileRegion;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * A run of a generation's bytes that the kernel copies from the page cache to the socket. It keeps the generation open
 * until it is released, and leaves the channel open for all the others.
 */
final class GenerationRegion extends DefaultFileRegion {

    private final FileGeneration generation;
    private final Runnable released;

    /**
     * @param generation retained by the caller
     * @param released called once it has gone out, or never will
     */
    GenerationRegion(FileGeneration generation, long position, long length, Runnable released) {
        super(generation.channel(), position, length);
        generation.retain();
        this.generation = generation;
        this.released = released;
    }

    @Override
    protected void deallocate() {
        generation.release();
        released.run();
    }
}
