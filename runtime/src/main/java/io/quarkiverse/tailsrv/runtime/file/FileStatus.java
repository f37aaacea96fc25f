package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What the file system tells of the file at a path. If its size or its time is another than before, its content may be. They
 * prove nothing.
 */
public record FileStatus(FileIdentity identity, long size, FileTime modified) {

    /**
     * @throws NoSuchFileException if nothing is at the path
     * @throws UnsuitableFileException if it is not a regular file, which can't be tailed and might block when opened
     */
    public static FileStatus of(Path path) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (FileSystemException e) {
            throw isBelowFile(path) ? new NoSuchFileException(path.toString()) : e;
        }
        if (!attributes.isRegularFile()) {
            throw new UnsuitableFileException(path,
                    attributes.isDirectory() ? "is a directory; set the path of a file in it" : "is not a regular file");
        }
        return new FileStatus(new FileIdentity(attributes.fileKey()), attributes.size(), attributes.lastModifiedTime());
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
