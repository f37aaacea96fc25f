package io.quarkiverse.tailsrv.runtime.follower;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A file in memory on a disk that fails when it is told to. It can be read by position, and nothing else.
 */
public final class FileChannelDouble extends FileChannel {

    private byte[] content;
    private long bad = Long.MAX_VALUE;
    private int hidden;
    private int reads;

    public FileChannelDouble(byte[] content) {
        this.content = content;
    }

    /** How often it was read. */
    public int reads() {
        return reads;
    }

    public void content(byte[] next) {
        content = next;
    }

    /** How many bytes of the size are not there. A negative number: how many bytes there are that the size does not tell of. */
    public void hidden(int bytes) {
        hidden = bytes;
    }

    public void fails(boolean fails) {
        bad = fails ? 0 : Long.MAX_VALUE;
    }

    /** From now on, what has the byte at that offset in it, or one behind it, can't be read, and is not read in part. */
    public void failsFrom(long offset) {
        bad = offset;
    }

    @Override
    public long size() throws IOException {
        return content.length + hidden;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        reads++;
        if (position + target.remaining() > bad) {
            throw new IOException("Input/output error");
        }
        if (position >= content.length) {
            return -1;
        }
        int length = Math.min(target.remaining(), content.length - (int) position);
        target.put(content, (int) position, length);
        return length;
    }

    @Override
    protected void implCloseChannel() {
        // nothing is open
    }

    @Override
    public int read(ByteBuffer target) {
        throw notHere();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw notHere();
    }

    @Override
    public int write(ByteBuffer source) {
        throw notHere();
    }

    @Override
    public int write(ByteBuffer source, long position) {
        throw notHere();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw notHere();
    }

    @Override
    public long position() {
        throw notHere();
    }

    @Override
    public FileChannel position(long newPosition) {
        throw notHere();
    }

    @Override
    public FileChannel truncate(long size) {
        throw notHere();
    }

    @Override
    public void force(boolean metaData) {
        throw notHere();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw notHere();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw notHere();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw notHere();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw notHere();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw notHere();
    }

    private static UnsupportedOperationException notHere() {
        return new UnsupportedOperationException("Only what is read by position is needed here");
    }
}
