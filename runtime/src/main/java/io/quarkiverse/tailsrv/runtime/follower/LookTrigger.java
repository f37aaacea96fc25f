package io.quarkiverse.tailsrv.runtime.follower;

/**
 * What caused a look at a file.
 */
public enum LookTrigger {

    /** The system sent an event. */
    EVENT,

    /** The poll was due. */
    POLL,

    /** In place of events, which are given up while there are too many that concern other files. */
    GLANCE,

    /** A client came, or the server is to stop. */
    REQUEST
}
