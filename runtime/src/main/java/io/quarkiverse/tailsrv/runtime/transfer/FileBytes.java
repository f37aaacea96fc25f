package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.EOFException;
import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkiverse.tailsrv.runtime.file.FileGeneration;

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
        int read = into.writeBytes(generation.channel(), position, length);
        if (read <= 0) {
            throw new EOFException("The file ends before " + position);
        }
        return into.retainedSlice();
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
