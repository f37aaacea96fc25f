package io.quarkiverse.tailsrv.runtime.follower;

/**
 * Why a file was looked at when it was.
 */
public enum LookTrigger {

    /** The system sent an event. */
    EVENT,

    /** The poll interval was over. */
    POLL,

    /** A client came. */
    REQUEST
}
