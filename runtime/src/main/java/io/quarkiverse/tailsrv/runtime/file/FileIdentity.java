package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Tells files apart by device and inode ({@code fileKey}), not by name or time.
 */
public record FileIdentity(Object fileKey) {

    /**
     * @throws NoSuchFileException if nothing is at the path
     * @throws UnsuitableFileException if it is not a regular file, which can't be tailed and might block when opened
     */
    public static FileIdentity of(Path path) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (FileSystemException e) {
            throw isBelowFile(path) ? new NoSuchFileException(path.toString()) : e;
        }
        if (!attributes.isRegularFile()) {
            throw new UnsuitableFileException(path, attributes.isDirectory() ? "is a directory; set the path of a file in it"
                    : "is not a regular file");
        }
        return new FileIdentity(attributes.fileKey());
    }

    /** Whether a directory of the path has become a file. The JDK says so only in an exception's message. */
    private static boolean isBelowFile(Path path) {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                return !Files.isDirectory(above);
            }
        }
        return false;
    }
}
