package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.EOFException;
import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * Reads what can't be sent without a copy, for the connections of one event loop.
 */
final class FileBytes {

    /** How much is read at once at the most. */
    static final int MAX_LENGTH = 1 << 18;

    private ByteBuf buffer;

    /**
     * @return a part of it at least, to be released by the caller
     * @throws EOFException the file has become shorter
     */
    ByteBuf read(FileGeneration generation, long position, int length) throws IOException {
        ByteBuf into = unusedBuffer();
        fill(into, generation, position, length);
        return into.retainedSlice();
    }

    /** As {@link #read}, for who keeps it till the client has taken it. */
    static ByteBuf copy(FileGeneration generation, long position, int length) throws IOException {
        ByteBuf into = PooledByteBufAllocator.DEFAULT.directBuffer(length, length);
        try {
            fill(into, generation, position, length);
            return into.retain();
        } finally {
            into.release();
        }
    }

    private static void fill(ByteBuf into, FileGeneration generation, long position, int length) throws IOException {
        if (into.writeBytes(generation.channel(), position, length) <= 0) {
            throw new EOFException("The file ends before " + position);
        }
    }

    /** Mostly the same one: whoever encrypts what was read has let go of it when the next connection asks. */
    private ByteBuf unusedBuffer() {
        if (buffer != null && buffer.refCnt() > 1) {
            close();
        }
        if (buffer == null) {
            buffer = PooledByteBufAllocator.DEFAULT.directBuffer(MAX_LENGTH, MAX_LENGTH);
        }
        return buffer.clear();
    }

    void close() {
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }
}
