package io.quarkiverse.tailsrv.runtime.follower;

/**
 * How long a follower keeps a generation whose file is no longer at the path.
 */
public enum Retention {

    /** For the rotation grace, for late writes, or until nobody reads it. Then it ends. */
    DRAIN,

    /** Like DRAIN. The next generation stays open while this one has readers. */
    CHAIN,

    /** As long as it has readers. */
    KEEP
}
