package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.thread.OneLine;

/**
 * Finds out whether another file is at the path although its identity is that of the open one. On FUSE and network file systems
 * this happens when the file is replaced on another machine. So the path is opened anew, and the contents are compared: that of
 * the open file, which may still be the old one, and that of the path. Used by one thread at a time.
 */
public final class PathCheck {

    private static final Logger LOG = Logger.getLogger(PathCheck.class.getPackageName());

    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Supplier<Path> path;
    private final FileOpener opener;
    private final long intervalNanos;
    private FileStatus checked;
    private long checkedAt;
    private boolean failed;
    private long pauseNanos;

    /** The first byte of the open file that could not be read though its size says that it is there. */
    private long missing;

    /** That open file, or null. */
    private FileChannel missingFrom;
    private long missingSince;
    private boolean late;

    /**
     * @param interval how often the contents are compared at most while events of this machine tell what happens to the file
     */
    public PathCheck(Supplier<Path> path, FileOpener opener, Duration interval) {
        this.path = path;
        this.opener = opener;
        this.intervalNanos = interval.toNanos();
    }

    /**
     * Whether the contents should be compared now.
     *
     * @param found what is at the path
     * @param created whether an event told that a file was created there
     * @param explained whether an event told of a change, and not the poll
     */
    public boolean isDue(FileStatus found, boolean created, boolean explained, long now) {
        boolean changed = !found.equals(checked) && !(explained && checked != null && now - checkedAt < intervalNanos);
        boolean due = created || changed || failed && !explained && now - checkedAt >= pauseNanos;
        if (due) {
            checked = found;
            checkedAt = now;
        }
        return due;
    }

    /**
     * Compares the contents. What can't be compared is taken for the same, until it can be. If it does not change meanwhile,
     * the poll tries it again, after pauses that grow, since each try may keep a thread.
     *
     * @param found what is at the path, with the identity of the open file
     * @param known the published bytes of the open file
     */
    public boolean isOther(FileStatus found, FileChannel open, Fingerprint known) {
        failed = true;
        late = false;
        try {
            boolean other = compare(found, open, known);
            failed = false;
            pauseNanos = 0;
            return other;
        } catch (IOException e) {
            LOG.debugf(e, "\"%s\" can't be compared with the open file", OneLine.of(path.get()));
            pauseNanos = Math.min(LONGEST_PAUSE_NANOS, pauseNanos == 0 ? FIRST_PAUSE_NANOS : 2 * pauseNanos);
            return false;
        }
    }

    /** Whether the last comparison was put off, for a moment in which bytes may still come. */
    public boolean isPutOff() {
        return late;
    }

    private boolean compare(FileStatus found, FileChannel open, Fingerprint known) throws IOException {
        if (found.size() < known.limit()) {
            return isOfAnotherSize(open, known);
        }
        // Before the path is opened: after that, the system may mix the bytes of both files
        ByteBuffer appended = lastBytes(open, known.limit(), found.size());
        late = isLate(appended, open, found.size());
        if (late) {
            checked = null; // at the next look again
            return false;
        }
        try (FileChannel fresh = opener.open(path.get())) {
            return isOther(appended, fresh, known, found);
        }
    }

    /**
     * The path's file is shorter than what was published. If the open file is not, they are two, and it has not shrunk. The
     * path is asked again, since network file systems may return stale sizes.
     */
    private boolean isOfAnotherSize(FileChannel open, Fingerprint known) throws IOException {
        return open.size() >= known.limit() && FileStatus.of(path.get()).size() < known.limit();
    }

    /** Whether bytes may still come to the open file: on mergerfs, its size is ahead of them for a moment. */
    private boolean isLate(ByteBuffer appended, FileChannel open, long end) throws IOException {
        long first = end - appended.capacity() + appended.limit();
        if (first >= end || open.size() < end) {
            missingFrom = null;
            return false;
        }
        long now = System.nanoTime();
        if (open != missingFrom || missing >= end || DeclaredSize.canReadAt(missing, open)) {
            missing = first;
            missingFrom = open;
            missingSince = now;
        }
        return now - missingSince < LATE_NANOS;
    }

    private boolean isOther(ByteBuffer appended, FileChannel fresh, Fingerprint known, FileStatus found) throws IOException {
        FileStatus now = FileStatus.of(path.get()); // a read that ends early may have made the system believe a wrong size
        ByteBuffer there = lastBytes(fresh, known.limit(), found.size());
        if (!now.identity().equals(found.identity()) || now.size() < found.size()) {
            checked = null; // it changes just now: at the next look again
            return false;
        }
        return !known.matches(fresh) || !appended.equals(there);
    }

    /** Some bytes before the end, but none before the start; fewer if the file ends before. */
    private static ByteBuffer lastBytes(FileChannel channel, long start, long end) throws IOException {
        int length = (int) Math.max(0, Math.min(Fingerprint.LENGTH, end - start));
        ByteBuffer bytes = ByteBuffer.allocate(length);
        FilePart.read(channel, end - length, bytes);
        return bytes.flip();
    }
}
