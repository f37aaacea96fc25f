package io.quarkiverse.tailsrv.runtime.follower;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tailsrv.runtime.file.FileOpener;
import io.quarkiverse.tailsrv.runtime.file.FileStatus;
import io.quarkiverse.tailsrv.runtime.file.OpenFile;
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
    private volatile boolean wanted;

    /** @param idleTime how long it is idle until it is closed */
    IdleFile(Duration idleTime, FileOpener opener, FileNotices notices) {
        this.nanos = idleTime.toNanos();
        this.opener = opener;
        this.notices = notices;
    }

    /** A reader comes: a look that begins after this call has the file open. For any thread. */
    void want() {
        wanted = true;
    }

    /**
     * Closes it if it has been idle for long enough.
     *
     * @param found what is at the path now
     */
    void closeIfIdle(FileGeneration generation, FileStatus found, Look look) {
        if (wanted || generation.isReadByOthers() || generation.isSuspended() || !found.equals(last)) {
            wanted = false;
            last = found;
            since = look.now;
        } else if (look.now - since >= nanos) {
            generation.closeIfUnread();
        }
    }

    /**
     * Opens it again if a reader comes, or if it may have been changed.
     *
     * @return whether it is open; it is suspended then until it is compared with what was known of it
     * @throws NoSuchFileException if it has just been removed
     */
    boolean openIfWanted(FileGeneration generation, Path path, FileStatus found, Look look) throws NoSuchFileException {
        if (!wanted && found.equals(last) && look.creations() == 0) {
            notices.served();
            return false;
        }
        try {
            OpenFile file = OpenFile.at(path, opener);
            if (generation.is(file.identity())) {
                generation.reopen(file, look.now);
                return true;
            }
            file.channel().close();
            look.nextSoon(); // another file has just come to the path
        } catch (NoSuchFileException e) {
            throw e;
        } catch (UnsuitableFileException e) {
            notices.unsuitable(e.getReason());
        } catch (IOException e) {
            notices.unreadable(e);
        }
        if (wanted) {
            look.nextNoLaterThan(look.now + RETRY_NANOS);
        }
        return false;
    }
}
