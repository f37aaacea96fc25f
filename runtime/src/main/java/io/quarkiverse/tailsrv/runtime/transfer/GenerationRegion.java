package io.quarkiverse.tailsrv.runtime.transfer;

import io.netty.channel.DefaultFileRegion;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * A range of a generation that the kernel copies from the page cache to the socket. It keeps the generation open until it is
 * released. It does not close the channel, which others use too.
 */
final class GenerationRegion extends DefaultFileRegion {

    private final FileGeneration generation;
    private final Runnable released;

    /**
     * @param generation retained by the caller
     * @param released called when it has been sent, or will never be
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
