package io.quarkiverse.tailsrv.runtime.devui;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.file.FilePart;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.report.Failures;

/**
 * Reads a server's file from its last lines on. Like a client, it reads all of a rotated file before it goes on with the next
 * one. How much it reads at a time is bounded; where more has come, it skips bytes.
 */
final class FileView {

    /** How many bytes an excerpt is made of at most. */
    static final int MAX_BYTES = 1 << 16;

    /** How many lines the first excerpt has at most. */
    static final int FIRST_LINES = 200;

    /** How long a file that is no longer served, but not over either, as with {@code linger}, is read for late writes. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final byte NEWLINE = '\n';

    private final ReentrantLock reading = new ReentrantLock();
    private final Supplier<FileGeneration> served;
    private final Predicate<FileGeneration> isServed;
    private FileGeneration generation;
    private long position;
    private long movedAt;
    private boolean begun;
    private volatile boolean closed;

    /**
     * @param served the file that is served, retained for the caller, or null
     * @param isServed whether it is still that one
     */
    FileView(Supplier<FileGeneration> served, Predicate<FileGeneration> isServed) {
        this.served = served;
        this.isServed = isServed;
    }

    /** What has been published since the last call. Blocks as long as the file system does, but only one thread. */
    Excerpt next() {
        if (!reading.tryLock()) {
            return Excerpt.unreadable(0, "The file is being read, and the file system has not answered yet");
        }
        try {
            return readNext();
        } finally {
            reading.unlock();
            letGoIfClosed();
        }
    }

    private Excerpt readNext() {
        if (generation == null && (closed || !open())) {
            return Excerpt.NOTHING;
        }
        RotationCause cause = generation.end(); // before the limit, which does not change any more once there is a cause
        try {
            Excerpt excerpt = read(cause);
            if (excerpt.over()) {
                letGo();
            }
            return excerpt;
        } catch (IOException e) {
            return Excerpt.unreadable(generation.number(), Failures.message(e));
        }
    }

    /** Lets go of the file, for good. Does not wait for whoever reads it; then that one lets go of it. */
    void close() {
        closed = true;
        letGoIfClosed();
    }

    private void letGoIfClosed() {
        if (closed && reading.tryLock()) {
            try {
                letGo();
            } finally {
                reading.unlock();
            }
        }
    }

    private void letGo() {
        if (generation != null) {
            generation.release();
            generation = null;
        }
    }

    private boolean open() {
        generation = served.get();
        position = 0;
        movedAt = System.nanoTime();
        return generation != null;
    }

    private Excerpt read(RotationCause cause) throws IOException {
        long limit = Math.max(position, generation.readableLimit()); // it is 0 while the file is in doubt
        if (limit > position) {
            movedAt = System.nanoTime();
        }
        boolean over = cause != null || !isServed.test(generation) && System.nanoTime() - movedAt > QUIET_NANOS;
        long from = Math.max(position, limit - MAX_BYTES);
        ByteBuffer bytes = bytes(from, limit);
        if (from > position) {
            skipPartOfLine(bytes);
        }
        long skipped = begun ? from + bytes.position() - position : 0;
        List<String> lines = lines(bytes);
        String unfinished = "";
        if (over || bytes.remaining() == MAX_BYTES) {
            if (bytes.hasRemaining()) {
                lines.add(PlainText.of(bytes));
                bytes.position(bytes.limit());
            }
        } else {
            unfinished = PlainText.of(bytes);
        }
        position = from + bytes.position();
        if (!begun) {
            begun = true;
            lines = lines.subList(Math.max(0, lines.size() - FIRST_LINES), lines.size());
        }
        return new Excerpt(generation.number(), skipped, lines, unfinished, over, cause == null ? null : cause.name(), null);
    }

    private ByteBuffer bytes(long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
        FilePart.read(generation.channel(), from, bytes); // all of them, unless the file was truncated just now
        return bytes.flip();
    }

    /** Moves behind the first newline, if there is one. */
    private static void skipPartOfLine(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == NEWLINE) {
                bytes.position(i + 1);
                return;
            }
        }
    }

    /** Takes all whole lines. */
    private static List<String> lines(ByteBuffer bytes) {
        List<String> lines = new ArrayList<>();
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == NEWLINE) {
                lines.add(PlainText.of(bytes.slice(bytes.position(), i - bytes.position())));
                bytes.position(i + 1);
            }
        }
        return lines;
    }
}
