package io.quarkiverse.tailsrv.runtime.follower;

/**
 * What a follower does with a generation whose file is no longer at the path.
 */
public enum Retention {

    /** Follows it for one poll interval, for late writes, then ends it. */
    DRAIN,

    /** As DRAIN, and keeps the generation after it open for those who are still behind. */
    CHAIN,

    /** Follows it for as long as anyone reads it. */
    KEEP
}
