package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.EOFException;

import io.quarkiverse.tailsrv.CloseReason;

/**
 * Finds out why a chunk could not be sent: the disk, a shortened file, or the client.
 */
public final class SendingFailures {

    /** The system's message for EIO, which sockets do not report. */
    private static final String DISK_ERROR = "Input/output error";

    /** Netty's message if the file is too short for a region. */
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
