package io.quarkiverse.tailsrv.runtime.directory;

import io.quarkiverse.tailsrv.runtime.selection.FileSource;

/**
 * A file that is told of its directories' events, by the thread that takes them. Any thread may ask what it is.
 */
public interface WatchedFile {

    /** Which file it is. */
    FileSource source();

    /**
     * Publishes what has been appended, without a full look.
     *
     * @return whether the file has grown, or another thread sees to it
     */
    boolean publishGrowth();

    /** Whether the file is as it was published. Also false if that can't be told at once. */
    boolean isUnchanged();

    /**
     * Looks after events.
     *
     * @param creations how many files were created at the path
     * @param link whether a name on the way to the file was changed
     */
    void noticed(int creations, boolean link);

    /** Something else was changed in the directory: perhaps a file that was at the path before, and is still followed. */
    void noticedOther();

    /** The events of a directory on the way to the file are given up for a while, or may be had again. */
    void eventsChanged();

    /**
     * Whether frequent looks are a good way to do without events. Not where they take long, nor for a file that has moved. A
     * pattern needs the names that events tell.
     */
    boolean mayBeGlancedAt();
}
