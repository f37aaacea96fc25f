package io.quarkiverse.tailsrv;

/**
 * Why a connection ended.
 */
public enum CloseReason {

    /** The client closed the connection or disappeared. */
    CLIENT,

    /** The file was rotated. The client was sent everything that could still be read of it. */
    ROTATION,

    /** The client took none of the bytes that wait for it for {@code stall-timeout}. */
    STALL,

    /** The server was stopped, or the application ended. */
    STOP,

    /** The application closed the connection by {@link TailServer#close}. */
    APPLICATION,

    /** The file could not be read, or an unexpected error occurred. */
    ERROR
}
