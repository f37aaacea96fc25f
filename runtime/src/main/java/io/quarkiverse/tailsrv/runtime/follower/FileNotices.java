package io.quarkiverse.tailsrv.runtime.follower;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.file.FileErrors;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

/**
 * Logs what happens to a file: each problem once, not at every look, its end once, and at most one rotation a second. Owned by
 * a follower.
 */
final class FileNotices {

    static final AsyncLog LOG = AsyncLog.of(FileNotices.class);

    private final Supplier<String> subject;
    private final String hint;
    private String complaint;
    private volatile String problem;
    private volatile boolean missing;
    private volatile boolean hanging;
    private final LineASecond rotations = new LineASecond();
    private final LineASecond abandonments = new LineASecond();
    private int unsaid;

    /**
     * @param subject the beginning of each line; for any thread
     * @param hint what may be wrong if nothing is at the path, or empty
     */
    FileNotices(Supplier<String> subject, String hint) {
        this.subject = subject;
        this.hint = hint;
    }

    String subject() {
        return subject.get();
    }

    /** The current problem, in words for an operator, or null. For any thread. */
    String problem() {
        return hanging ? "does not answer: the file system hangs" : problem;
    }

    /** Whether nothing is at the path. For any thread. */
    boolean isMissing() {
        return missing;
    }

    /** The file system has answered. */
    void answers() {
        if (hanging) {
            hanging = false;
            LOG.infof("%s: the file system answers again", subject());
        }
    }

    /** @return whether this is a new problem, as in the methods below */
    boolean missing() {
        boolean news = complain("does not exist; clients wait until it does" + hint);
        problem = null; // a missing file is not a problem
        missing = true;
        return news;
    }

    boolean unsuitable(String reason) {
        return complain(reason + "; it is tried again until it can be served");
    }

    boolean unreadable(IOException cause) {
        return unsuitable("can't be read: " + FileErrors.reason(cause));
    }

    /** The open file can't be read, or not to its end. */
    void unreadable(FileGeneration generation) {
        if (generation.failure != null) {
            unreadable(generation.failure);
        } else {
            unsuitable(generation.contradiction);
        }
    }

    /** The open file is assumed unchanged. */
    boolean unknown(IOException cause) {
        return complain("can't be looked at: " + FileErrors.reason(cause) + "; clients are served from the open file");
    }

    void served() {
        if (complaint != null) {
            LOG.infof("%s is served now", subject());
            complaint = null;
            problem = null;
            missing = false;
        }
    }

    void opened(FileGeneration before, FileGeneration generation) {
        if (complaint != null) {
            served();
        } else if (before != null && unsaid == 0) {
            LOG.infof("%s is served now with generation %d", subject(), generation.number());
        }
    }

    /** For any thread. */
    void hangs() {
        hanging = true;
        LOG.warnf("%s: the file system has not answered for more than a second; other files are still served, this one"
                + " again when it answers", subject());
    }

    void rotated(RotationCause cause, FileGeneration generation, long now) {
        if (!rotations.isDue(now)) {
            unsaid++;
            return;
        }
        LOG.infof("%s %s; its generation %d has %d bytes%s", subject(), cause.description(), generation.number(),
                generation.limit(), unsaid == 0 ? "" : "; earlier rotations not logged: " + unsaid);
        unsaid = 0;
    }

    /** Its writer has not opened the next file in time. */
    void abandoned(FileGeneration generation, long bytes, long now) {
        if (abandonments.isDue(now)) {
            LOG.infof(
                    "%s: its generation %d was still written to when it was let go: %d bytes were not sent; let the writer open"
                            + " the new file sooner, or set a longer rotation-grace",
                    subject(), generation.number(), bytes);
        }
    }

    private boolean complain(String text) {
        if (text.equals(complaint)) {
            return false;
        }
        LOG.warnf("%s %s", subject(), text);
        complaint = text;
        problem = text;
        missing = false;
        return true;
    }

    private static final class LineASecond {

        private boolean begun;
        private long last;

        boolean isDue(long now) {
            boolean due = !begun || now - last >= TimeUnit.SECONDS.toNanos(1);
            if (due) {
                begun = true;
                last = now;
            }
            return due;
        }
    }
}
