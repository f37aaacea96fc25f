package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCounted;
import io.quarkiverse.tailsrv.runtime.file.FileGeneration;
import io.quarkiverse.tailsrv.runtime.file.Storage;

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
    private int chunks;
    private final Runnable released = () -> chunks--;
    private long inFlight;
    private TransferPath path;

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
     * @return what to write next, to be released by whoever writes it, or null if nothing may be sent from there now
     * @throws IOException it can't be read; an {@link java.io.EOFException} if the file has become shorter
     */
    public ReferenceCounted next(FileGeneration generation, long position, long end, Runway runway) throws IOException {
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
        path = TransferPath.ZERO_COPY;
        return chunk(generation, position, Math.min(reach - position, maxChunk()));
    }

    private ByteBuf shared(ByteBuf bytes) {
        if (encrypted) {
            return counted(TransferPath.TLS, bytes.writerIndex(bytes.readerIndex() + copyLength(bytes.readableBytes())));
        }
        path = TransferPath.SHARED;
        return bytes;
    }

    private ByteBuf counted(TransferPath how, ByteBuf bytes) {
        path = how;
        inFlight += bytes.readableBytes();
        DirectMemory.COPIES.take(bytes.readableBytes());
        return bytes;
    }

    private FileChunk chunk(FileGeneration generation, long position, long length) {
        chunks++;
        return new FileChunk(generation, position, length, released);
    }

    private int maxChunk() {
        return Math.max(MIN_CHUNK, Integer.highestOneBit(MAX_CHUNK / (1 + chunks / FEW)));
    }

    private int copyLength(long available) {
        boolean little = inFlight < MAX_COPIED && !DirectMemory.COPIES.isSpent();
        return (int) Math.min(available, little ? FileBytes.MAX_LENGTH : MIN_COPIED);
    }

    /** Which way what {@link #next} has returned last goes. */
    public TransferPath path() {
        return path;
    }

    /** To be called once what {@link #next} has returned has gone out that way, or never will. */
    public void done(TransferPath way, long length) {
        if (way == TransferPath.TLS || way == TransferPath.COPIED) {
            inFlight -= length;
            DirectMemory.COPIES.giveBack(length);
        }
    }

    /** How many bytes of the file {@link #next} has returned. */
    public static long length(ReferenceCounted message) {
        return message instanceof ByteBuf buffer ? buffer.readableBytes() : ((FileRegion) message).count();
    }

    /** Lets go of what is kept for connections to come. */
    public void close() {
        recent.close();
        copies.close();
    }
}
