package io.quarkiverse.tailsrv;

/**
 * Why a file is no longer served: what happened to it.
 */
public enum RotationCause {

    /** Nothing is at the path any more: the file was renamed or deleted. */
    REMOVED("was renamed or deleted", false),

    /** Another file is at the path: renamed and recreated, replaced by a rename over it, or a symbolic link was changed. */
    REPLACED("was replaced by another file", false),

    /** The file became shorter than what had been published of it. */
    TRUNCATED("was truncated", true),

    /** Bytes that had been published are no longer what they were. */
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
     * Whether the generation's bytes are gone, so that a connection that is behind can't be sent the rest.
     */
    public boolean cutsOff() {
        return cutOff;
    }

    @Override
    public String toString() {
        return what;
    }
}
