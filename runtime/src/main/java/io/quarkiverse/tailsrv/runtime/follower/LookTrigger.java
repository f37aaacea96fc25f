package io.quarkiverse.tailsrv.runtime.follower;

/**
 * What caused a look at a file.
 */
public enum LookTrigger {

    /** The system sent an event. */
    EVENT,

    /** The poll was due. */
    POLL,

    /** Any look without an event while events are given up, since too many concern other files. */
    GLANCE,

    /** A client came, or the server is to stop. */
    REQUEST
}
