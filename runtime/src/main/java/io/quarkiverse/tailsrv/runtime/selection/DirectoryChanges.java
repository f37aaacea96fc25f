package io.quarkiverse.tailsrv.runtime.selection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Whether the names in a directory may be others than at the last look at it: then its time has changed. So a directory of many
 * files is not listed at each look.
 */
final class DirectoryChanges {

    /** No file system's times are coarser. A change that follows another one so soon may not change the time again. */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(2500);

    private record State(Object key, FileTime modified) {
    }

    private final Path directory;
    private State last;
    private boolean unsettled;
    private long settledAt;

    DirectoryChanges(Path directory) {
        this.directory = directory;
    }

    /** The next look lists it. */
    void forget() {
        last = null;
    }

    /**
     * @param explained whether events have told of all changes
     * @return whether it is to be listed
     * @throws NoSuchFileException if there is no such directory
     */
    boolean isListingDue(boolean explained, long now) throws IOException {
        State before = last;
        last = null; // unless it can be looked at
        BasicFileAttributes attributes = Files.readAttributes(directory, BasicFileAttributes.class);
        if (!attributes.isDirectory()) {
            throw new NoSuchFileException(directory.toString());
        }
        last = new State(attributes.fileKey(), attributes.lastModifiedTime());
        if (!last.equals(before)) {
            unsettled = true;
            settledAt = now + SETTLE_NANOS;
            return !explained || before == null || !Objects.equals(before.key, last.key);
        }
        boolean due = unsettled && now - settledAt >= 0;
        unsettled &= !due;
        return due;
    }
}
