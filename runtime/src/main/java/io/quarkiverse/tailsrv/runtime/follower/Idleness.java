package io.quarkiverse.tailsrv.runtime.follower;

import java.time.Duration;

import io.quarkiverse.tailsrv.runtime.file.FileStatus;

/**
 * How long nobody has read the current file, asked for it or changed it. Owned by a follower.
 */
final class Idleness {

    private final long nanos;
    private FileStatus last;
    private long since;
    private boolean readerComes;

    /** @param enough after this time a file need not be open */
    Idleness(Duration enough) {
        this.nanos = enough.toNanos();
    }

    /** A reader asks for the file. */
    void readerComes() {
        readerComes = true;
    }

    /** Whether it goes on: nobody has asked for the file, and it is as it was. */
    boolean lasts(FileStatus found) {
        return !readerComes && found.equals(last);
    }

    /**
     * Whether it has lasted long enough.
     *
     * @param found what is at the path now
     * @param read whether somebody reads the file
     */
    boolean isLong(FileStatus found, boolean read, long now) {
        if (read || !lasts(found)) {
            readerComes = false;
            last = found;
            since = now;
            return false;
        }
        return now - since >= nanos;
    }
}
