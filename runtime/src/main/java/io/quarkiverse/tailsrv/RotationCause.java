package io.quarkiverse.tailsrv;

/**
 * What happened to a file that is no longer served.
 */
public enum RotationCause {

    /** The file was renamed or deleted: nothing is at the path any more. */
    REMOVED("was renamed or deleted", false),

    /**
     * Another file is at the path: the old one was renamed and a new one created, another file was renamed over it, or a
     * symbolic link was changed.
     */
    REPLACED("was replaced by another file", false),

    /** A newer file matches the pattern. The old one is still where it was. */
    SUPERSEDED("was superseded by a newer file", false),

    /** The file became shorter than its published length. */
    TRUNCATED("was truncated", true),

    /** Bytes that had already been published were changed. */
    REWRITTEN("was rewritten in place", true),

    /** Reading the file failed. */
    FAILED("can no longer be read", true);

    private final String what;
    private final boolean cutOff;

    RotationCause(String what, boolean cutOff) {
        this.what = what;
        this.cutOff = cutOff;
    }

    /**
     * Whether the old bytes are gone. Then a client that is behind can't be sent the rest.
     */
    public boolean cutsOff() {
        return cutOff;
    }

    /** In words for a log line, with the file as the subject: "was truncated". */
    public String description() {
        return what;
    }
}
