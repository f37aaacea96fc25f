package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.quarkiverse.tailsrv.runtime.file.Storage;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * Chooses how the next bytes of a connection are sent. Bytes just appended come from a buffer that all connections at the tail
 * share. All others are sent from the page cache without a copy, except under TLS or from a file system that may hang: then
 * they are read into a buffer. One for each event loop, which alone calls it.
 */
public final class Transfer {

    /** The most bytes of one write. With many regions in flight they are shorter, since many may be sent at a time. */
    private static final int MAX_CHUNK = 1 << 20;
    private static final int MIN_CHUNK = 1 << 17;
    private static final int FEW = 4;

    /** The bytes of copies in flight, all in memory, above which copies become shorter. */
    static final int MAX_COPIED = 16 << 20;

    /** The size of a TLS record. */
    static final int MIN_COPIED = 1 << 14;

    private final boolean encrypted;
    private final Warmer warmer;
    private final RecentBytes recent = new RecentBytes(DirectMemory.SHARED);
    private final FileBytes copies = new FileBytes();
    private int regions;
    private final Runnable released = () -> regions--;
    private long inFlight;

    /**
     * @param encrypted whether chunks pass through TLS, which needs the bytes in a buffer
     */
    public Transfer(boolean encrypted, Warmer warmer) {
        this.encrypted = encrypted;
        this.warmer = warmer;
    }

    /**
     * @param generation retained by the caller
     * @param end not to be exceeded, even if more is published
     * @param runway the connection's runway
     * @return what to write next, or null if nothing can be sent now; pass it to {@link #done} in the end
     * @throws IOException if it can't be read; an {@link java.io.EOFException} if the file has become shorter
     */
    public Chunk next(FileGeneration generation, long position, long end, Runway runway) throws IOException {
        long limit = Math.min(generation.readableLimit(), end);
        if (limit <= position) {
            return null;
        }
        ByteBuf found = recent.find(generation, position, limit);
        if (found != null) {
            return shared(found);
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
        if (generation.storage() == Storage.REMOTE) { // a region would be read only when the client takes it
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

    /** To be called when the chunk has been sent, or will never be. */
    public void done(Chunk chunk) {
        if (chunk.path() == TransferPath.TLS || chunk.path() == TransferPath.COPIED) {
            inFlight -= chunk.length();
            DirectMemory.COPIES.giveBack(chunk.length());
        }
    }

    /** Releases the buffers kept for other connections. */
    public void close() {
        recent.close();
        copies.close();
    }
}
