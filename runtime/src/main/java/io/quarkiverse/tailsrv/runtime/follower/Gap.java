package io.quarkiverse.tailsrv.runtime.follower;

import java.time.Duration;

/**
 * The time in which nothing is at the path. A short gap is normal in a rotation, between the rename and the creation, and is
 * not reported.
 */
final class Gap {

    private boolean open;
    private long since;

    /** Something is at the path. */
    void end() {
        open = false;
    }

    /**
     * This look found nothing at the path.
     *
     * @param patience how long the gap may last; another look is scheduled for then
     * @return whether the gap has lasted longer
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
