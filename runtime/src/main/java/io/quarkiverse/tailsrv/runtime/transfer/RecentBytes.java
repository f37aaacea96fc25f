package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jboss.logging.Logger;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * What was last appended to a file, read once for all connections at its tail. What stalled clients still hold of earlier
 * buffers is bounded: past the bound nothing is shared until they let go.
 */
final class RecentBytes {

    private static final Logger LOG = Logger.getLogger(RecentBytes.class.getPackageName());

    /** Who is further behind than this is better served without a copy. */
    static final int MAX_LENGTH = FileGeneration.FRESH_LENGTH;

    /** How much memory earlier buffers may hold, and what the smallest of them counts. */
    static final int MAX_HELD = 4 << 20;
    private static final int MIN_HELD = 1 << 10;

    private final DirectMemory memory;
    private final Deque<ByteBuf> held = new ArrayDeque<>();
    private long heldBytes;
    private FileGeneration generation;
    private ByteBuf bytes;
    private long start;

    /**
     * @param memory what earlier buffers may take, shared with others
     */
    RecentBytes(DirectMemory memory) {
        this.memory = memory;
    }

    /**
     * @return bytes from the position on, or null if they have not been read
     */
    ByteBuf held(FileGeneration from, long position, long limit) {
        return holds(from, position) ? slice(position, limit) : null;
    }

    /**
     * @return bytes from the position on, or null if they are not to be shared: they are old, or too many
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
        held.forEach(ByteBuf::release);
        held.clear();
        memory.giveBack(heldBytes);
        heldBytes = 0;
    }

    private boolean holds(FileGeneration from, long position) {
        return bytes != null && generation == from && position >= start && position < start + bytes.readableBytes();
    }

    /** Appended while it was followed: others want it too. */
    private boolean isRecent(FileGeneration from, long position, long limit) {
        boolean behindOthers = bytes != null && generation == from && position < start;
        return position >= from.firstLimit() && limit - position <= MAX_LENGTH && !behindOthers;
    }

    private boolean load(FileGeneration from, long position, long limit) {
        if (isTooMuchHeld()) {
            letGo();
        }
        ByteBuf loaded = isTooMuchHeld() ? null : read(from.channel(), position, (int) (limit - position));
        if (loaded == null) {
            return false;
        }
        replace(loaded);
        generation = from;
        start = position;
        return true;
    }

    private boolean isTooMuchHeld() {
        return heldBytes > MAX_HELD || memory.isSpent();
    }

    /** @return null if there is nothing, which whoever sends the same bytes without a copy will find too */
    private static ByteBuf read(FileChannel channel, long position, int length) {
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(length, length);
        try {
            int read = length;
            while (buffer.isWritable() && read > 0) {
                read = buffer.writeBytes(channel, position + buffer.readableBytes(), buffer.writableBytes());
            }
        } catch (IOException e) {
            LOG.debugf(e, "Reading at %d failed", position);
        }
        if (!buffer.isReadable()) {
            buffer.release();
            return null;
        }
        return buffer;
    }

    private void replace(ByteBuf next) {
        if (bytes != null && bytes.refCnt() > 1) {
            held.add(bytes);
            heldBytes += weight(bytes);
            memory.take(weight(bytes));
        } else if (bytes != null) {
            bytes.release();
        }
        bytes = next;
        generation = null;
    }

    private void letGo() {
        held.removeIf(buffer -> {
            if (buffer.refCnt() > 1) {
                return false;
            }
            heldBytes -= weight(buffer);
            memory.giveBack(weight(buffer));
            buffer.release();
            return true;
        });
    }

    /** What it takes from the pool may be twice its capacity at the most. */
    private static int weight(ByteBuf buffer) {
        return Math.max(MIN_HELD, Integer.highestOneBit(2 * buffer.capacity() - 1));
    }
}
