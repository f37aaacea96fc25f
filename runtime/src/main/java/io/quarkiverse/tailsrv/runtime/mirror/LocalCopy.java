package io.quarkiverse.tailsrv.runtime.mirror;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.quarkiverse.tailsrv.client.TailFingerprint;
import io.quarkiverse.tailsrv.client.TailPosition;

/**
 * The copy on the disk, and the names of those before it. For one thread, and blocks.
 */
final class LocalCopy {

    /** How many bytes may be written that are not synced, and so are compared when the copy is continued. */
    static final int MAX_UNSYNCED = 8 << 20;

    private static final int BLOCK = 1 << 16;

    private final Path path;
    private final RotatedCopies earlier;
    private CopyLock lock;
    private FileChannel channel;
    private long length;
    private long synced;

    LocalCopy(Path path, RotatedCopies earlier) {
        this.path = path;
        this.earlier = earlier;
    }

    Path path() {
        return path;
    }

    void open() throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException("it is no regular file");
        }
        lock = CopyLock.of(path);
        openFile();
    }

    private void openFile() throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        earlier.syncDirectory();
        length = channel.size();
        synced = length;
    }

    long length() {
        return length;
    }

    /** Where to go on: before what may not have been synced when it was written. */
    TailPosition position() throws IOException {
        long offset = length - MAX_UNSYNCED;
        if (offset <= 0) {
            return TailPosition.start();
        }
        int head = (int) Math.min(TailPosition.HEAD_LENGTH, offset);
        int last = (int) Math.min(TailPosition.LAST_LENGTH, offset);
        return TailPosition.of(1, offset, fingerprint(0, head), fingerprint(offset - last, last));
    }

    private TailFingerprint fingerprint(long offset, int count) throws IOException {
        return TailFingerprint.of(read(offset, count), 0, count);
    }

    /** How many of the bytes, which are those of the server's file from that offset on, the copy has alike. */
    int alike(long offset, byte[] bytes) throws IOException {
        int count = (int) Math.min(bytes.length, length - offset);
        int mismatch = ByteBuffer.wrap(bytes, 0, count).mismatch(ByteBuffer.wrap(read(offset, count)));
        return mismatch < 0 ? count : mismatch;
    }

    /** Whether there are only zeros from that offset on, as a machine that has stopped may leave them. */
    boolean isBlank(long offset) throws IOException {
        for (long at = offset; at < length; at += BLOCK) {
            for (byte each : read(at, (int) Math.min(BLOCK, length - at))) {
                if (each != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private byte[] read(long offset, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException("it has become shorter while it was read");
            }
        }
        return buffer.array();
    }

    void cut(long offset) throws IOException {
        channel.truncate(offset);
        length = offset;
    }

    void append(byte[] bytes, int from) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, bytes.length - from);
        while (buffer.hasRemaining()) {
            length += channel.write(buffer, length);
            if (length - synced >= MAX_UNSYNCED) {
                sync();
            }
        }
    }

    void sync() throws IOException {
        channel.force(false);
        synced = length;
    }

    /**
     * Begins an empty copy in place of this one, which is given another name, or is deleted if none is kept.
     *
     * @param known whether all of this one is the server's; if not, it is never deleted
     * @return what was done with this one, for the log
     */
    String replace(boolean known) throws IOException {
        channel.force(true);
        channel.close();
        String done = known ? earlier.add() : earlier.addUnknown();
        openFile();
        return done;
    }

    void close() throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            unlock();
        }
    }

    private void unlock() throws IOException {
        CopyLock held = lock;
        lock = null;
        if (held != null) {
            held.release();
        }
    }
}
