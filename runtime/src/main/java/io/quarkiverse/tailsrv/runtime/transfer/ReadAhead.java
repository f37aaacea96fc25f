package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.EOFException;
import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import io.quarkiverse.tailsrv.runtime.cache.PageCache;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * The bytes that a thread reads for one connection, from a file system that may hang or since the event loop has no memory.
 * They
 * are what is sent: reading them once more, even a moment later, might block. There is one piece at most, which is ready or
 * being read. Used on the connection's event loop only.
 */
final class ReadAhead {

    private final EventExecutor eventLoop;
    private final Runnable arrived;
    private final Transfer.Share share;
    private FileGeneration generation;

    /** The offset of the next byte to be taken. */
    private long position;
    private ByteBuf ready;
    private Request pending;
    private IOException failure;

    /**
     * @param arrived run on the event loop when there may be something to take
     * @param share the limit for the connections of this event loop
     */
    ReadAhead(EventExecutor eventLoop, Runnable arrived, Transfer.Share share) {
        this.eventLoop = eventLoop;
        this.arrived = arrived;
        this.share = share;
    }

    /**
     * @return the next bytes, to be released by the caller and given back to the limits of memory then; null if they are still
     *         being read
     * @throws IOException if the byte at the position can't be read; an {@link EOFException} if the file has become shorter
     */
    ByteBuf take(FileGeneration from, long start, long limit, Warmer warmer) throws IOException {
        if (generation != from || position != start) {
            drop();
            generation = from;
            position = start;
        }
        if (failure != null) {
            throw failure;
        }
        ByteBuf taken = ready;
        ready = null;
        position += taken == null ? 0 : taken.readableBytes();
        boolean waits = taken == null;
        if (pending == null && position < limit && (waits || !share.isScarce())) {
            request(limit, warmer);
        }
        return taken;
    }

    private void request(long limit, Warmer warmer) {
        pending = new Request(this,
                (int) Math.min(limit - position, share.isScarce() ? Transfer.MIN_COPIED : FileBytes.MAX_LENGTH));
        share.take(pending.length);
        warmer.read(pending, pending::read);
    }

    /** Forgets what was read, and what is being read. */
    void drop() {
        if (pending != null) {
            pending.cancel();
            share.giveBack(pending.length);
            pending = null;
        }
        if (ready != null) {
            share.giveBack(ready.readableBytes());
            discard(ready);
            ready = null;
        }
        failure = null;
        generation = null;
    }

    private void read(Request request, ByteBuf bytes) {
        if (pending != request) {
            discard(bytes);
            return;
        }
        share.giveBack(request.length - bytes.readableBytes());
        ready = bytes;
        pending = null;
        arrived.run();
    }

    private void unreadable(Request request, IOException cause) {
        if (pending == request) {
            share.giveBack(request.length);
            failure = cause;
            pending = null;
            arrived.run();
        }
    }

    private static void discard(ByteBuf bytes) {
        DirectMemory.COPIES.giveBack(bytes.readableBytes());
        bytes.release();
    }

    private static final class Request extends Warmer.Stretch<ReadAhead> {

        private final int length;

        Request(ReadAhead waiting, int length) {
            super(waiting, waiting.eventLoop, waiting.generation, waiting.position, waiting.position + length);
            this.length = length;
        }

        /** Takes memory only now: a file system that hangs must not use up what others need. */
        void read() throws IOException {
            int most = DirectMemory.COPIES.isSpent() ? Math.min(length, Transfer.MIN_COPIED) : length;
            ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(most, most);
            boolean passedOn = false;
            try {
                if (PageCache.readGood((at, count) -> bytes.writeBytes(generation.channel(), at, count), from, most) == 0) {
                    throw new EOFException("The file ends before " + from);
                }
                DirectMemory.COPIES.take(bytes.readableBytes());
                passedOn = true;
                if (!tell(waiting -> waiting.read(this, bytes))) {
                    discard(bytes);
                }
            } finally {
                if (!passedOn) {
                    bytes.release();
                }
            }
        }

        @Override
        void unreadable(IOException cause) {
            tell(waiting -> waiting.unreadable(this, cause));
        }
    }
}
