package io.quarkiverse.tailsrv.runtime.file;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * What is at the path is not a file that can be tailed.
 */
public final class UnsuitableFileException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    public UnsuitableFileException(Path path, String reason) {
        super(path.toString(), null, reason);
    }
}
