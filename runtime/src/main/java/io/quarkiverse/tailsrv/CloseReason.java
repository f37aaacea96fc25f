package io.quarkiverse.tailsrv;

/**
 * Why a connection has ended.
 */
public enum CloseReason {

    /** The client closed it, or is gone. */
    CLIENT,

    /** The file was rotated, and the client has been sent all of it that could still be sent. */
    ROTATION,

    /** The client has taken nothing for {@code stall-timeout}. */
    STALL,

    /** The server was stopped, or the application ended. */
    STOP,

    /** The application closed it by {@link TailServer#close}. */
    APPLICATION,

    /** The file could not be read, or something went wrong that should not. */
    ERROR
}
