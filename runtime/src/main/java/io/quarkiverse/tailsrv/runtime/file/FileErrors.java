package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/**
 * What the file system fails with, in words.
 */
public final class FileErrors {

    private FileErrors() {
    }

    /** Why, without the path, which the message of a {@link FileSystemException} repeats. */
    public static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = cause instanceof FileSystemException named ? named.getReason() : cause.getMessage();
        return reason == null ? cause.toString() : reason;
    }
}
