package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.quarkiverse.tailsrv.runtime.file.Storage;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * Chooses how the next bytes of a connection are sent. Bytes just appended come from a buffer that all connections at the tail
 * share. All others are sent from the page cache without a copy, except under TLS: then they are read into a buffer. The bytes
 * of a file system that may hang are read by other threads, and never here. One for each event loop, which alone calls it.
 */
public final class Transfer {

    /** The most bytes of one write. With many regions in flight they are shorter, since many may be sent at a time. */
    private static final int MAX_CHUNK = 1 << 20;
    private static final int MIN_CHUNK = 1 << 17;
    private static final int FEW = 4;

    /** How many bytes of copies may be in flight or be read ahead before copies become shorter. */
    static final int MAX_COPIED = 16 << 20;

    /** How long a file may take to tell whether it can be read. */
    private static final long ANSWER_SECONDS = 5;

    /** The size of a TLS record. */
    static final int MIN_COPIED = 1 << 14;

    /** How much memory the connections of one event loop hold copies in. Used there only. */
    static final class Share {

        private long taken;

        void take(long bytes) {
            taken += bytes;
        }

        void giveBack(long bytes) {
            taken -= bytes;
        }

        /** Whether this event loop has used up its share, or all of them together what there is. */
        boolean isScarce() {
            return taken >= MAX_COPIED || DirectMemory.COPIES.isSpent();
        }
    }

    private final boolean encrypted;
    private final Warmer warmer;
    private final RecentBytes recent = new RecentBytes(DirectMemory.SHARED);
    private final FileBytes copies = new FileBytes(DirectMemory.COPIES);
    private final Share share = new Share();
    private int regions;
    private final Runnable released = () -> regions--;

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
        if (generation.storage() == Storage.REMOTE) {
            return nextRemote(generation, position, limit, runway.readAhead(share));
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
            return copy(generation, position, reach, runway);
        }
        return region(generation, position, Math.min(reach - position, maxChunk()));
    }

    /** Never reads the file: it may hang. A region would be read only when the client takes it. */
    private Chunk nextRemote(FileGeneration generation, long position, long limit, ReadAhead ahead) throws IOException {
        ByteBuf found = recent.find(generation, position, limit);
        ByteBuf latest = found == null ? recent.read(generation, position, limit) : found;
        if (latest != null) {
            ahead.drop();
            return shared(latest);
        }
        return readAhead(generation, position, limit, ahead);
    }

    private Chunk copy(FileGeneration generation, long position, long reach, Runway runway) throws IOException {
        ByteBuf read = copies.read(generation, position, copyLength(reach - position));
        if (read == null) { // another thread waits for memory
            return readAhead(generation, position, reach, runway.readAhead(share));
        }
        runway.dropReadAhead();
        return tls(read);
    }

    private Chunk readAhead(FileGeneration generation, long position, long limit, ReadAhead ahead) throws IOException {
        ByteBuf read = ahead.take(generation, position, limit, warmer);
        TransferPath path = encrypted ? TransferPath.TLS : TransferPath.COPIED;
        return read == null ? null : new Chunk(read, read.readableBytes(), path);
    }

    private Chunk shared(ByteBuf bytes) {
        if (encrypted) {
            return tls(bytes.writerIndex(bytes.readerIndex() + copyLength(bytes.readableBytes())));
        }
        return new Chunk(bytes, bytes.readableBytes(), TransferPath.SHARED);
    }

    private Chunk tls(ByteBuf bytes) {
        share.take(bytes.readableBytes());
        DirectMemory.COPIES.take(bytes.readableBytes());
        return new Chunk(bytes, bytes.readableBytes(), TransferPath.TLS);
    }

    private Chunk region(FileGeneration generation, long position, long length) {
        regions++;
        return new Chunk(new GenerationRegion(generation, position, length, released), length, TransferPath.ZERO_COPY);
    }

    private int maxChunk() {
        return Math.max(MIN_CHUNK, Integer.highestOneBit(MAX_CHUNK / (1 + regions / FEW)));
    }

    private int copyLength(long available) {
        return (int) Math.min(available, share.isScarce() ? MIN_COPIED : FileBytes.MAX_LENGTH);
    }

    /**
     * Finds out whether a chunk could not be sent because of the file. The file itself is asked, by a thread that may wait for
     * it: the message of the failure is in the language of the system. To be called before the generation is released.
     *
     * @return completed on the event loop: with null if the file is as it was or does not answer in time, with an
     *         {@link java.io.EOFException} if it has
     *         become shorter, and otherwise with the reason why it can't be read
     */
    public CompletableFuture<IOException> inquire(Chunk failed, EventExecutor eventLoop) {
        CompletableFuture<IOException> answer = new CompletableFuture<>();
        if (failed.message() instanceof GenerationRegion region) {
            GenerationRegion.Inquiry inquiry = region.inquire(answer, eventLoop);
            ScheduledFuture<?> patience = eventLoop.schedule(() -> {
                inquiry.cancel(); // a file that does not answer in time has proved nothing
                answer.complete(null);
            }, ANSWER_SECONDS, TimeUnit.SECONDS);
            answer.thenAccept(fault -> patience.cancel(false));
            warmer.read(inquiry, inquiry::ask);
        } else {
            answer.complete(null); // all bytes had been read
        }
        return answer;
    }

    /** To be called when the chunk has been sent, or will never be. */
    public void done(Chunk chunk) {
        if (chunk.path() == TransferPath.TLS || chunk.path() == TransferPath.COPIED) {
            share.giveBack(chunk.length());
            DirectMemory.COPIES.giveBack(chunk.length());
        }
    }

    /** Releases the buffers kept for other connections. */
    public void close() {
        recent.close();
        copies.close();
    }
}
