package io.quarkiverse.tailsrv.runtime.file;

/**
 * Told by a follower what happens to its file, on the thread that looked: answers quickly and never blocks.
 */
public interface FollowerListener {

    /** Something that readers wait for has changed: a limit, an end, a new generation. */
    void changed();

    /** The generation has ended; its end and final limit are set. Called before the {@link #changed()} that follows. */
    void ended(FileGeneration generation);
}
