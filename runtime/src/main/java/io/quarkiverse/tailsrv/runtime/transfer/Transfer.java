package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCounted;
import io.quarkiverse.tailsrv.runtime.file.FileGeneration;

/**
 * Chooses how the next bytes of a connection go out: those just appended from a buffer that all connections at the tail
 * share, all others from the page cache without a copy, or, if they are to be encrypted, from a buffer. One for each event
 * loop, which alone calls it.
 */
public final class Transfer {

    /** How much one write sends at the most; where many are in flight, they are shorter, since many may go out at a time. */
    private static final int MAX_CHUNK = 1 << 20;
    private static final int MIN_CHUNK = 1 << 17;
    private static final int FEW = 4;

    /** How much may be on its way encrypted, each byte of it in memory, before clients are sent less at a time. */
    static final int MAX_ENCRYPTED = 16 << 20;

    /** One record of TLS. */
    static final int MIN_ENCRYPTED = 1 << 14;

    private final boolean encrypted;
    private final Warmer warmer;
    private final RecentBytes recent = new RecentBytes(DirectMemory.SHARED);
    private final FileBytes copies = new FileBytes();
    private int chunks;
    private final Runnable released = () -> chunks--;
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
            return encrypted ? toEncrypt(held) : held;
        }
        long reach = generation.isFresh(position) ? limit : runway.reach(generation, position, limit, warmer);
        if (reach <= position) {
            return null;
        }
        ByteBuf shared = reach < limit ? null : recent.read(generation, position, limit);
        if (encrypted) {
            return toEncrypt(shared != null ? shared : copies.read(generation, position, copyLength(reach - position)));
        }
        return shared != null ? shared : chunk(generation, position, Math.min(reach - position, maxChunk()));
    }

    private FileChunk chunk(FileGeneration generation, long position, long length) {
        chunks++;
        return new FileChunk(generation, position, length, released);
    }

    private int maxChunk() {
        return Math.max(MIN_CHUNK, Integer.highestOneBit(MAX_CHUNK / (1 + chunks / FEW)));
    }

    private int copyLength(long available) {
        boolean little = inFlight < MAX_ENCRYPTED && !DirectMemory.ENCRYPTED.isSpent();
        return (int) Math.min(available, little ? FileBytes.MAX_LENGTH : MIN_ENCRYPTED);
    }

    private ByteBuf toEncrypt(ByteBuf buffer) {
        buffer.writerIndex(buffer.readerIndex() + copyLength(buffer.readableBytes()));
        inFlight += buffer.readableBytes();
        DirectMemory.ENCRYPTED.take(buffer.readableBytes());
        return buffer;
    }

    /** To be called once what {@link #next} has returned has gone out, or never will. */
    public void done(long length) {
        if (encrypted) {
            inFlight -= length;
            DirectMemory.ENCRYPTED.giveBack(length);
        }
    }

    /** How many bytes of the file {@link #next} has returned. */
    public static long length(ReferenceCounted message) {
        return message instanceof ByteBuf buffer ? buffer.readableBytes() : ((FileRegion) message).count();
    }

    /** Which way what {@link #next} has returned goes. */
    public TransferPath path(ReferenceCounted message) {
        if (encrypted) {
            return TransferPath.TLS;
        }
        return message instanceof ByteBuf ? TransferPath.SHARED : TransferPath.ZERO_COPY;
    }

    /** Lets go of what is kept for connections to come. */
    public void close() {
        recent.close();
        copies.close();
    }
}
