package io.quarkiverse.tailsrv.runtime.file;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * What is at the path is not a file that can be tailed.
 */
public final class UnsuitableFileException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    private final boolean mayPass;

    public UnsuitableFileException(Path path, String reason) {
        this(path, reason, false);
    }

    /**
     * @param mayPass whether it may be different in a moment
     */
    UnsuitableFileException(Path path, String reason, boolean mayPass) {
        super(path.toString(), null, reason);
        this.mayPass = mayPass;
    }

    /** Whether it may be different in a moment: on FUSE and network file systems, bytes may come later than the size. */
    public boolean mayPass() {
        return mayPass;
    }
}
