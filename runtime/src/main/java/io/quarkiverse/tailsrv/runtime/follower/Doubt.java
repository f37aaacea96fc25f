package io.quarkiverse.tailsrv.runtime.follower;

import java.time.Duration;

/**
 * Something that may pass, and so counts only once it has lasted: for example, in each rotation nothing is at the path
 * for a moment, between the rename and the creation.
 */
final class Doubt {

    private boolean begun;
    private long since;

    /** It has passed. */
    void end() {
        begun = false;
    }

    /**
     * This look found it.
     *
     * @param patience how long it may last; another look is scheduled for then
     * @return whether it has lasted for so long
     */
    boolean lasts(Look look, Duration patience) {
        if (!begun) {
            begun = true;
            since = look.now;
        }
        long end = since + patience.toNanos();
        if (end - look.now > 0) {
            look.nextNoLaterThan(end);
            return false;
        }
        return true;
    }
}
