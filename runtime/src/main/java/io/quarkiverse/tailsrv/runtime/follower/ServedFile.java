package io.quarkiverse.tailsrv.runtime.follower;

/**
 * The file that a connection is served from.
 */
public interface ServedFile {

    /** Answers, on any thread, after a look at the file that begins after this call. Does not block. */
    void ask(Runnable answer);

    /** The generation that new clients are served from, retained for the caller, or null while there is none. */
    FileGeneration retainCurrent();

    /** A client could not be sent what it asked for, since the file could not be read. */
    void unreadable(Throwable cause);
}
