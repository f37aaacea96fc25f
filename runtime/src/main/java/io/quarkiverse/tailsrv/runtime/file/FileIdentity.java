package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Tells files apart by device and inode, not by name or time. Not all file systems have them: on FUSE and on a network, a file
 * may get those of the one that it replaces, and on some there are none at all. There, files with an equal identity may be
 * different ones, which {@link PathCheck} finds out.
 *
 * @param fileKey device and inode, or null
 */
public record FileIdentity(Object fileKey) {

    /**
     * @throws NoSuchFileException if nothing is at the path
     * @throws UnsuitableFileException if it is not a regular file, which can't be tailed and might block when opened
     */
    public static FileIdentity of(Path path) throws IOException {
        return FileStatus.of(path).identity();
    }
}
