package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.EOFException;

import io.quarkiverse.tailsrv.CloseReason;

/**
 * Tells apart why a chunk could not be sent.
 */
public final class SendingFailures {

    /** How the system names EIO, which no socket has. */
    private static final String DISK_ERROR = "Input/output error";

    /** How Netty says that a file no longer covers what is to be sent of it. */
    private static final String FILE_SHRUNK = "Underlying file size";

    private SendingFailures() {
    }

    public static CloseReason reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains(DISK_ERROR)) {
            return CloseReason.ERROR;
        }
        boolean shrunk = cause instanceof EOFException || message.contains(FILE_SHRUNK);
        return shrunk ? CloseReason.ROTATION : CloseReason.CLIENT;
    }
}
