package io.quarkiverse.tailsrv;

/**
 * What happens to a file's clients when the file is rotated, that is, renamed, deleted, replaced, truncated or rewritten.
 */
public enum RotationPolicy {

    /**
     * Send all of the old file, including what is written to it within the rotation grace, then end the connection.
     */
    CLOSE,

    /**
     * Send all of the old file, then the new one from byte 0 on the same connection, as `tail -F` does.
     */
    FOLLOW,

    /**
     * Stay on the old file for as long as the client is connected. A truncated file still ends the connection.
     */
    LINGER,

    /**
     * Like `close`, and then end the application with status 0.
     */
    EXIT
}
