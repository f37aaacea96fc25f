package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.quarkiverse.tailsrv.runtime.file.Storage;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * Chooses how the next bytes of a connection go out: those just appended from a buffer that all connections at the tail
 * share, all others from the page cache without a copy, or, if they are to be encrypted or come from a file system that may
 * hang, from a buffer. One for each event loop, which alone calls it.
 */
public final class Transfer {

    /** How much one write sends at the most; where many are in flight, they are shorter, since many may go out at a time. */
    private static final int MAX_CHUNK = 1 << 20;
    private static final int MIN_CHUNK = 1 << 17;
    private static final int FEW = 4;

    /** How much may be on its way as a copy, each byte of it in memory, before clients are sent less at a time. */
    static final int MAX_COPIED = 16 << 20;

    /** One record of TLS. */
    static final int MIN_COPIED = 1 << 14;

    private final boolean encrypted;
    private final Warmer warmer;
    private final RecentBytes recent = new RecentBytes(DirectMemory.SHARED);
    private final FileBytes copies = new FileBytes();
    private int regions;
    private final Runnable released = () -> regions--;
    private long inFlight;

    /**
     * @param encrypted whether what is returned passes through TLS, which needs to see it
     */
    public Transfer(boolean encrypted, Warmer warmer) {
        this.encrypted = encrypted;
        this.warmer = warmer;
    }

    /**
     * @param generation retained by the caller
     * @param end where to stop, even if more may be sent
     * @param runway the connection's, which is told once there is more to send
     * @return what to write next, or null if nothing may be sent from there now; to be {@linkplain #done told} in the end
     * @throws IOException it can't be read; an {@link java.io.EOFException} if the file has become shorter
     */
    public Chunk next(FileGeneration generation, long position, long end, Runway runway) throws IOException {
        long limit = Math.min(generation.readableLimit(), end);
        if (limit <= position) {
            return null;
        }
        ByteBuf held = recent.held(generation, position, limit);
        if (held != null) {
            return shared(held);
        }
        long reach = generation.isFresh(position) ? limit : runway.reach(generation, position, limit, warmer);
        if (reach <= position) {
            return null;
        }
        ByteBuf read = reach < limit ? null : recent.read(generation, position, limit);
        if (read != null) {
            return shared(read);
        }
        if (encrypted) {
            return counted(TransferPath.TLS, copies.read(generation, position, copyLength(reach - position)));
        }
        if (generation.storage() == Storage.REMOTE) { // a region is read as the client takes it, which may be long after
            return counted(TransferPath.COPIED, FileBytes.copy(generation, position, copyLength(reach - position)));
        }
        return region(generation, position, Math.min(reach - position, maxChunk()));
    }

    private Chunk shared(ByteBuf bytes) {
        if (encrypted) {
            return counted(TransferPath.TLS, bytes.writerIndex(bytes.readerIndex() + copyLength(bytes.readableBytes())));
        }
        return new Chunk(bytes, bytes.readableBytes(), TransferPath.SHARED);
    }

    private Chunk counted(TransferPath path, ByteBuf bytes) {
        inFlight += bytes.readableBytes();
        DirectMemory.COPIES.take(bytes.readableBytes());
        return new Chunk(bytes, bytes.readableBytes(), path);
    }

    private Chunk region(FileGeneration generation, long position, long length) {
        regions++;
        return new Chunk(new GenerationRegion(generation, position, length, released), length, TransferPath.ZERO_COPY);
    }

    private int maxChunk() {
        return Math.max(MIN_CHUNK, Integer.highestOneBit(MAX_CHUNK / (1 + regions / FEW)));
    }

    private int copyLength(long available) {
        boolean little = inFlight < MAX_COPIED && !DirectMemory.COPIES.isSpent();
        return (int) Math.min(available, little ? FileBytes.MAX_LENGTH : MIN_COPIED);
    }

    /** To be called once the chunk has gone out, or never will. */
    public void done(Chunk chunk) {
        if (chunk.path() == TransferPath.TLS || chunk.path() == TransferPath.COPIED) {
            inFlight -= chunk.length();
            DirectMemory.COPIES.giveBack(chunk.length());
        }
    }

    /** Lets go of what is kept for connections to come. */
    public void close() {
        recent.close();
        copies.close();
    }
}
