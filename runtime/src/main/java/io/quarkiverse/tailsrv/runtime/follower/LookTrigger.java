package io.quarkiverse.tailsrv.runtime.follower;

/**
 * What caused a look at a file.
 */
public enum LookTrigger {

    /** The system sent an event. */
    EVENT,

    /** The poll was due. */
    POLL,

    /** A client came, or the server is to stop. */
    REQUEST
}
