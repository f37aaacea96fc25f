package io.quarkiverse.tailsrv.runtime.follower;

import io.quarkiverse.tailsrv.RotationCause;

/**
 * Told by a follower what happens to its file, on the thread that looked: answers quickly and never blocks.
 */
public interface FollowerListener {

    /** Something that readers wait for has changed: a limit, an end, a new generation. */
    void changed();

    /** The generation has ended; its end and final limit are set. Called before the {@link #changed()} that follows. */
    void ended(FileGeneration generation);

    /** More has been published of a file. */
    default void grew(LookTrigger trigger) {
    }

    /** The generation is at the path now, for the first time or again, and is what new clients are served from. */
    default void arrived(FileGeneration generation) {
    }

    /** The generation is no longer what is at the path. It may yet grow. */
    default void left(FileGeneration generation, RotationCause cause) {
    }

    /** For a while already there has been nothing to serve at the path. */
    default void absent() {
    }

    /** So many generations came and went between two looks. */
    default void skipped(int generations) {
    }
}
