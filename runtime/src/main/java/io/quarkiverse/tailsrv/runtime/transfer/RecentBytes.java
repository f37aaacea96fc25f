package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jboss.logging.Logger;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkiverse.tailsrv.runtime.file.FilePart;
import io.quarkiverse.tailsrv.runtime.file.Storage;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * Reads the bytes last appended to a file once for all connections at its tail. Stalled clients may still hold earlier buffers.
 * Their size is limited: above the limit nothing is shared until clients release some.
 */
final class RecentBytes {

    private static final Logger LOG = Logger.getLogger(RecentBytes.class.getPackageName());

    /** Clients further behind than this are served without a copy. */
    static final int MAX_LENGTH = FileGeneration.FRESH_LENGTH;

    /** How many bytes earlier buffers may hold. */
    static final int MAX_HELD = 4 << 20;
    /** What the smallest buffer counts towards that. */
    private static final int MIN_HELD = 1 << 10;

    private final DirectMemory memory;
    private final Deque<ByteBuf> earlier = new ArrayDeque<>();
    private long earlierBytes;
    private FileGeneration generation;
    private ByteBuf bytes;
    private long start;

    /**
     * @param memory the limit of earlier buffers, shared with other servers and event loops
     */
    RecentBytes(DirectMemory memory) {
        this.memory = memory;
    }

    /**
     * @return bytes from the position on, or null if they are not in the buffer
     */
    ByteBuf find(FileGeneration from, long position, long limit) {
        return holds(from, position) ? slice(position, limit) : null;
    }

    /**
     * @return bytes from the position on, or null if they are too old or too many to be shared
     */
    ByteBuf read(FileGeneration from, long position, long limit) {
        return isRecent(from, position, limit) && load(from, position, limit) ? slice(position, limit) : null;
    }

    private ByteBuf slice(long position, long limit) {
        int index = (int) (position - start);
        return bytes.retainedSlice(index, (int) Math.min(bytes.readableBytes() - index, limit - position));
    }

    void close() {
        replace(null);
        earlier.forEach(ByteBuf::release);
        earlier.clear();
        memory.giveBack(earlierBytes);
        earlierBytes = 0;
    }

    private boolean holds(FileGeneration from, long position) {
        return bytes != null && generation == from && position >= start && position < start + bytes.readableBytes();
    }

    /** Whether the bytes were appended while the file was followed, so that others want them too. */
    private boolean isRecent(FileGeneration from, long position, long limit) {
        boolean behindOthers = bytes != null && generation == from && position < start;
        return position >= from.firstLimit() && limit - position <= MAX_LENGTH && !behindOthers;
    }

    private boolean load(FileGeneration from, long position, long limit) {
        if (isTooMuchHeld()) {
            letGo();
        }
        ByteBuf loaded = isTooMuchHeld() ? null : bytes(from, position, limit);
        if (loaded == null) {
            return false;
        }
        replace(loaded);
        generation = from;
        start = position;
        return true;
    }

    private boolean isTooMuchHeld() {
        return earlierBytes > MAX_HELD || memory.isSpent();
    }

    /** Never reads a file that may hang: its last bytes were read by the look that found them. */
    private ByteBuf bytes(FileGeneration from, long position, long limit) {
        int length = (int) (limit - position);
        if (from.storage() != Storage.REMOTE) {
            return read(from.channel(), position, length);
        }
        FilePart latest = from.latest();
        ByteBuf buffer = latest == null || !latest.covers(position, limit) ? null : allocate(length);
        return buffer == null ? null : buffer.writeBytes(latest.view(position, limit));
    }

    /** @return null if there is nothing to read; sending without a copy will then show why */
    private ByteBuf read(FileChannel channel, long position, int length) {
        ByteBuf buffer = allocate(length);
        if (buffer == null) {
            return null;
        }
        ByteBuffer into = buffer.internalNioBuffer(0, length);
        try {
            FilePart.read(channel, position, into);
        } catch (IOException e) {
            LOG.debugf(e, "Reading at %s failed", position);
        }
        buffer.writerIndex(length - into.remaining());
        if (!buffer.isReadable()) {
            buffer.release();
            return null;
        }
        return buffer;
    }

    /** @return null if there is no memory left; then the bytes are sent without a copy */
    private ByteBuf allocate(int length) {
        try {
            return PooledByteBufAllocator.DEFAULT.directBuffer(length, length);
        } catch (OutOfMemoryError e) {
            LOG.debugf(e, "No memory to share %s bytes", length);
            memory.ranOut();
            return null;
        }
    }

    private void replace(ByteBuf next) {
        if (bytes != null && bytes.refCnt() > 1) {
            earlier.add(bytes);
            earlierBytes += weight(bytes);
            memory.take(weight(bytes));
        } else if (bytes != null) {
            bytes.release();
        }
        bytes = next;
        generation = null;
    }

    private void letGo() {
        earlier.removeIf(buffer -> {
            if (buffer.refCnt() > 1) {
                return false;
            }
            earlierBytes -= weight(buffer);
            memory.giveBack(weight(buffer));
            buffer.release();
            return true;
        });
    }

    /** The memory that a buffer takes from the pool: up to twice its capacity. */
    private static int weight(ByteBuf buffer) {
        return Math.max(MIN_HELD, Integer.highestOneBit(2 * buffer.capacity() - 1));
    }
}
