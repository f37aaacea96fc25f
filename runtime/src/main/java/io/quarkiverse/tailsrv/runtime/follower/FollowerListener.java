package io.quarkiverse.tailsrv.runtime.follower;

import io.quarkiverse.tailsrv.RotationCause;

/**
 * Called by a follower when something happens to its file, on the thread that looked. Must return quickly and never block.
 */
public interface FollowerListener {

    /** A limit was raised, a generation has ended, or there is a new one. */
    void changed();

    /** The generation has ended. Its end and final limit are set. Called before the {@link #changed()} that follows. */
    void ended(FileGeneration generation);

    /** More of a file has been published. */
    default void grew(LookTrigger trigger) {
    }

    /** The generation is at the path now, for the first time or again. New clients are served from it. */
    default void arrived(FileGeneration generation) {
    }

    /** The generation is no longer at the path. It may still grow. */
    default void left(FileGeneration generation, RotationCause cause) {
    }

    /** There is nothing to serve at the path, and it is not just the moment of a rotation. */
    default void absent() {
    }

    /** This many generations came and went between two looks. */
    default void skipped(int generations) {
    }
}
