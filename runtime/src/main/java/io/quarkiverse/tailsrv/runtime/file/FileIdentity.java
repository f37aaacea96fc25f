package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What makes a file that file, whatever its name and its times say: device and inode, as {@code fileKey} gives them.
 */
public record FileIdentity(Object fileKey) {

    /**
     * @throws NoSuchFileException nothing is there
     * @throws UnsuitableFileException it can't be tailed; opening it might even block
     */
    public static FileIdentity of(Path path) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (FileSystemException e) {
            throw isBelowFile(path) ? new NoSuchFileException(path.toString()) : e;
        }
        if (!attributes.isRegularFile()) {
            throw new UnsuitableFileException(path, attributes.isDirectory() ? "is a directory" : "is not a regular file");
        }
        return new FileIdentity(attributes.fileKey());
    }

    /** A directory of the path has become a file. The JDK tells this only by a text. */
    private static boolean isBelowFile(Path path) {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                return !Files.isDirectory(above);
            }
        }
        return false;
    }
}
