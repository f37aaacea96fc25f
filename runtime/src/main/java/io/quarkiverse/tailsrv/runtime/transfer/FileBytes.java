package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.EOFException;
import java.io.IOException;

import org.jboss.logging.Logger;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * Reads bytes that are in memory into a buffer, to be encrypted. One for each event loop.
 */
final class FileBytes {

    /** The most bytes read at once. */
    static final int MAX_LENGTH = 1 << 18;

    private static final Logger LOG = Logger.getLogger(FileBytes.class.getPackageName());

    private final DirectMemory memory;
    private ByteBuf buffer;

    /**
     * @param memory is told if there is none left
     */
    FileBytes(DirectMemory memory) {
        this.memory = memory;
    }

    /**
     * @return some of the bytes or all, to be released by the caller; null if there is no memory
     * @throws EOFException if the file has become shorter
     */
    ByteBuf read(FileGeneration generation, long position, int length) throws IOException {
        ByteBuf into = unusedBuffer();
        if (into == null) {
            return null;
        }
        if (into.writeBytes(generation.channel(), position, length) <= 0) {
            throw new EOFException("The file ends before " + position);
        }
        return into.retainedSlice();
    }

    /** Usually the same buffer: by the next read, encryption has released the last one. */
    private ByteBuf unusedBuffer() {
        if (buffer != null && buffer.refCnt() > 1) {
            close();
        }
        if (buffer == null) {
            buffer = allocate();
        }
        return buffer == null ? null : buffer.clear();
    }

    private ByteBuf allocate() {
        if (memory.isPaused()) {
            return null;
        }
        try {
            return PooledByteBufAllocator.DEFAULT.directBuffer(MAX_LENGTH, MAX_LENGTH);
        } catch (OutOfMemoryError e) {
            LOG.debugf(e, "No memory for bytes to be encrypted");
            memory.ranOut();
            return null;
        }
    }

    void close() {
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }
}
