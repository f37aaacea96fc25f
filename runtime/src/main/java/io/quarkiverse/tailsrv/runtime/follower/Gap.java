package io.quarkiverse.tailsrv.runtime.follower;

import java.time.Duration;

/**
 * The time in which nothing is at the path. Between the rename and the creation of a rotation there is nothing for a moment,
 * which is not worth a complaint.
 */
final class Gap {

    private boolean open;
    private long since;

    /** Something is at the path. */
    void end() {
        open = false;
    }

    /**
     * Nothing is at the path at this look.
     *
     * @param patience how long that may be so; another look is due at its end
     * @return whether it has been so for longer
     */
    boolean lasts(Look look, Duration patience) {
        if (!open) {
            open = true;
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
