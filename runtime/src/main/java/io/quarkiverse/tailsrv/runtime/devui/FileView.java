package io.quarkiverse.tailsrv.runtime.devui;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.file.FilePart;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.report.Failures;

/**
 * Reads a server's file from its last lines on. It reads all of a rotated file before it goes on with the one that is served
 * then. How much it reads at a time is bounded; where more has come, it skips bytes.
 */
final class FileView {

    /** How many bytes an excerpt is made of at most. */
    static final int MAX_BYTES = 1 << 16;

    /** How many lines the first excerpt has at most. */
    static final int FIRST_LINES = 200;

    /**
     * How long a file is read that is no longer served, but has not ended: with {@code linger} it never ends, and with a server
     * that stops neither. It counts from the last growth, or from when the file was found not to be served.
     */
    static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final byte NEWLINE = '\n';

    private final ReentrantLock reading = new ReentrantLock();
    private final Supplier<FileGeneration> served;
    private final Predicate<FileGeneration> isServed;
    private final LongSupplier clock;
    private FileGeneration generation;

    /**
     * The one that was read last, which is served again if its file is moved back. Whoever may serve it keeps it in memory;
     * this does not.
     */
    private Reference<FileGeneration> lastRead = new WeakReference<>(null);
    private long position;
    private long seen;
    private String unfinished;
    private int unfinishedBytes;
    private long quietSince;
    private boolean left;
    private boolean begun;
    private volatile boolean closed;

    /**
     * @param served the file that is served, retained for the caller, or null
     * @param isServed whether it is still that one
     * @param clock as {@link System#nanoTime()}
     */
    FileView(Supplier<FileGeneration> served, Predicate<FileGeneration> isServed, LongSupplier clock) {
        this.served = served;
        this.isServed = isServed;
        this.clock = clock;
    }

    /** What has been published since the last call. Blocks as long as the file system does, but only one thread. */
    Excerpt next() {
        if (!reading.tryLock()) {
            return Excerpt.unknown("The file is being read, and the file system has not answered yet");
        }
        try {
            return generation == null && (closed || !open()) ? Excerpt.NOTHING : excerpt();
        } finally {
            reading.unlock();
            letGoIfClosed();
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
        if (generation == null) {
            return false;
        }
        if (!lastRead.refersTo(generation)) { // a number proves nothing: those of another server begin anew
            lastRead = new WeakReference<>(generation);
            position = 0;
        }
        seen = 0;
        unfinished = "";
        left = false;
        return true;
    }

    private Excerpt excerpt() {
        long number = generation.number();
        RotationCause cause = generation.end(); // before the limit, which does not change any more once there is a cause
        long limit = Math.max(position, generation.readableLimit()); // it is 0 while the file is in doubt
        boolean over = cause != null || isLeft(limit);
        long skipped = 0;
        List<String> lines = new ArrayList<>();
        String problem = null;
        try {
            skipped = read(limit, lines);
        } catch (IOException e) {
            problem = Failures.message(e);
        }
        if (over) {
            if (!unfinished.isEmpty()) {
                lines.add(unfinished);
                position += unfinishedBytes;
                unfinished = "";
            }
            letGo();
        }
        return new Excerpt(number, skipped, lines, unfinished, over, cause == null ? null : cause.name(), problem);
    }

    /** Whether it has not been served for so long that nothing more is expected of it. */
    private boolean isLeft(long limit) {
        boolean before = left;
        left = !isServed.test(generation);
        if (limit > seen || left && !before) {
            seen = limit;
            quietSince = clock.getAsLong();
        }
        return left && clock.getAsLong() - quietSince > QUIET_NANOS;
    }

    /** Reads up to the limit, and returns how many bytes before that were left out. */
    private long read(long limit, List<String> into) throws IOException {
        boolean first = !begun;
        begun = true;
        if (limit == position) {
            return 0;
        }
        long from = Math.max(position, limit - MAX_BYTES);
        ByteBuffer bytes = ByteBuffer.allocate((int) (limit - from));
        FilePart.read(generation.channel(), from, bytes); // all of them, unless the file was truncated just now
        bytes.flip();
        if (from > position) {
            skipPartOfLine(bytes);
        }
        long skipped = from + bytes.position() - position;
        takeLines(bytes, into);
        if (bytes.remaining() == MAX_BYTES) { // left in place, it would be read again and again
            into.add(PlainText.of(bytes));
            bytes.position(bytes.limit());
        }
        unfinished = PlainText.of(bytes);
        unfinishedBytes = bytes.remaining();
        position = from + bytes.position();
        if (first) {
            into.subList(0, Math.max(0, into.size() - FIRST_LINES)).clear();
            return 0; // nobody expects the whole file
        }
        return skipped;
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

    private static void takeLines(ByteBuffer bytes, List<String> into) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == NEWLINE) {
                into.add(PlainText.of(bytes.slice(bytes.position(), i - bytes.position())));
                bytes.position(i + 1);
            }
        }
    }
}
