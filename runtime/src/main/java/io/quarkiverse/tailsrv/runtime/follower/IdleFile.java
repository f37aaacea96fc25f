package io.quarkiverse.tailsrv.runtime.follower;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tailsrv.runtime.file.FileOpener;
import io.quarkiverse.tailsrv.runtime.file.FileStatus;
import io.quarkiverse.tailsrv.runtime.file.UnsuitableFileException;

/**
 * Closes the current file while nobody reads it, asks for it or changes it, and opens it again. Owned by a follower.
 */
final class IdleFile {

    /** While a reader waits for a file that can't be opened, this is tried at least so often. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long nanos;
    private final FileOpener opener;
    private final FileNotices notices;
    private FileStatus last;
    private long since;
    private boolean wanted;

    /** @param idleTime how long it is idle until it is closed */
    IdleFile(Duration idleTime, FileOpener opener, FileNotices notices) {
        this.nanos = idleTime.toNanos();
        this.opener = opener;
        this.notices = notices;
    }

    /** Whether a reader waits for the next look. */
    void want(boolean now) {
        wanted = now;
    }

    /**
     * Closes it if it has been idle for long enough.
     *
     * @param found what is at the path now
     */
    void closeIfIdle(FileGeneration generation, FileStatus found, Look look) {
        if (wanted || generation.isReadByOthers() || generation.isSuspended() || !found.equals(last)) {
            last = found;
            since = look.now;
        } else if (look.now - since >= nanos) {
            generation.closeIfUnread();
        }
    }

    /**
     * Opens it again if a reader waits for it, or if it may have been changed.
     *
     * @return whether it is open; it is suspended then until it is compared with what was known of it
     * @throws NoSuchFileException if it has just been removed
     */
    boolean openIfWanted(FileGeneration generation, Path path, FileStatus found, Look look) throws NoSuchFileException {
        if (!wanted && found.equals(last) && look.creations() == 0) {
            notices.served();
            return false;
        }
        last = null; // if it can't be opened, it is to be tried again whatever is found then
        try {
            boolean same = generation.reopen(path, opener);
            if (!same) {
                look.nextSoon(); // another file has just come to the path
            }
            return same;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (UnsuitableFileException e) {
            notices.unsuitable(e.getReason());
        } catch (IOException e) {
            notices.unreadable(e);
        }
        return false;
    }

    /** To be called after a look that has left the file closed. */
    void retry(Look look) {
        if (wanted) {
            look.nextNoLaterThan(look.now + RETRY_NANOS);
        }
    }
}
