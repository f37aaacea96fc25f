package io.quarkiverse.tailsrv.runtime.config;

/**
 * What becomes of a file's clients when the file is rotated: renamed, deleted, replaced, truncated or rewritten.
 */
public enum RotationPolicy {

    /**
     * Send all of the old file, late writes within one poll interval included, then end the connection.
     */
    CLOSE,

    /**
     * Send all of the old file, then go on with the new one from byte 0 on the same connection, as `tail -F` does.
     */
    FOLLOW,

    /**
     * Stay on the old file for as long as the client is connected. A truncated file ends the connection all the same.
     */
    LINGER,

    /**
     * As close, and then end the application with status 0.
     */
    EXIT
}
