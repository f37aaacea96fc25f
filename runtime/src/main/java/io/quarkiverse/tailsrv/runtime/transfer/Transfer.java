package io.quarkiverse.tailsrv.runtime.transfer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCounted;
import io.quarkiverse.tailsrv.runtime.file.FileGeneration;

/**
 * Chooses how the next bytes of a connection go out: those just appended from a buffer that all connections at the tail
 * share, all others from the page cache without a copy. One for each event loop, which alone calls it.
 */
public final class Transfer {

    /** How much one write sends at the most: one turn of an event loop. */
    private static final int MAX_CHUNK = 1 << 20;

    private final RecentBytes recent = new RecentBytes();

    /**
     * @param generation retained by the caller
     * @param end where to stop, even if more may be sent
     * @return what to write next, to be released by whoever writes it, or null if nothing may be sent from there now
     */
    public ReferenceCounted next(FileGeneration generation, long position, long end) {
        long limit = Math.min(generation.readableLimit(), end);
        if (limit <= position) {
            return null;
        }
        ByteBuf shared = recent.take(generation, position, limit);
        return shared != null ? shared : new FileChunk(generation, position, Math.min(limit - position, MAX_CHUNK));
    }

    /** How many bytes of the file {@link #next} has returned. */
    public static long length(ReferenceCounted message) {
        return message instanceof ByteBuf buffer ? buffer.readableBytes() : ((FileRegion) message).count();
    }

    /** Which way what {@link #next} has returned goes. */
    public static TransferPath path(ReferenceCounted message) {
        return message instanceof ByteBuf ? TransferPath.SHARED : TransferPath.ZERO_COPY;
    }

    /** Lets go of what is kept for connections to come. */
    public void close() {
        recent.close();
    }
}
