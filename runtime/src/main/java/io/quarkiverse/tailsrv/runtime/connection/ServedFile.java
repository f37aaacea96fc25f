package io.quarkiverse.tailsrv.runtime.connection;

import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * The file of a server, as its connections see it.
 */
public interface ServedFile {

    /**
     * Runs the answer after a look at the file that begins after this call and that has the file open, if there is one. On any
     * thread; does not block.
     */
    void ask(Runnable answer);

    /** Does not run the answer any more, unless it is about to. For any thread; does not block. */
    void forget(Runnable answer);

    /** The generation that new clients are served from, retained for the caller. Null while there is none, or it is closed. */
    FileGeneration retainCurrent();

    /** Whether there is such a generation, but closed, until somebody asks for it. */
    boolean isClosed();

    /** Reports that the file could not be read for a client. */
    void unreadable(Throwable cause);
}
