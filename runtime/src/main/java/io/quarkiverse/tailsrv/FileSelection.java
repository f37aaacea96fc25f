package io.quarkiverse.tailsrv;

/**
 * Which of the files that match a pattern is the newest.
 */
public enum FileSelection {

    /**
     * The one whose name comes last, numbers in it compared by their value: `app-10.log` comes after `app-9.log`.
     */
    LATEST_NAME,

    /**
     * The one that was written to last.
     */
    LATEST_MODIFIED
}
