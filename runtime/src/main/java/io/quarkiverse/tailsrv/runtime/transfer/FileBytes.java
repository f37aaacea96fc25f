package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.EOFException;
import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * Reads bytes into buffers, for connections that can't be sent the file without a copy. One for each event loop.
 */
final class FileBytes {

    /** The most bytes read at once. */
    static final int MAX_LENGTH = 1 << 18;

    private ByteBuf buffer;

    /**
     * @return some of the bytes or all, to be released by the caller
     * @throws EOFException if the file has become shorter
     */
    ByteBuf read(FileGeneration generation, long position, int length) throws IOException {
        ByteBuf into = unusedBuffer();
        fill(into, generation, position, length);
        return into.retainedSlice();
    }

    /** Like {@link #read}, but into a new buffer, to be kept until the client has taken it. */
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

    /** Usually the same buffer: by the next read, encryption has released the last one. */
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
