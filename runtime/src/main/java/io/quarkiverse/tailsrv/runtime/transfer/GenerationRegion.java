package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

import io.netty.channel.DefaultFileRegion;
import io.netty.util.concurrent.EventExecutor;
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

    /**
     * Asks the file about a region that could not be sent.
     *
     * @param answer completed on the event loop
     */
    Inquiry inquire(CompletableFuture<IOException> answer, EventExecutor eventLoop) {
        long end = position() + count();
        return new Inquiry(answer, eventLoop, generation, Math.min(position() + transferred(), end - 1), end);
    }

    static final class Inquiry extends Warmer.Stretch<CompletableFuture<IOException>> {

        private Inquiry(CompletableFuture<IOException> answer, EventExecutor eventLoop, FileGeneration generation, long from,
                long to) {
            super(answer, eventLoop, generation, from, to);
        }

        /** Called on the thread that may wait for the file. */
        void ask() throws IOException {
            if (generation.channel().size() < to || generation.channel().read(ByteBuffer.allocate(1), from) < 0) {
                throw new EOFException("The file ends before " + to);
            }
            tell(answer -> answer.complete(null));
        }

        @Override
        void unreadable(IOException cause) {
            tell(answer -> answer.complete(cause));
        }
    }
}
