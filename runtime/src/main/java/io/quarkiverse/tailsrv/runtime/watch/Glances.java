package io.quarkiverse.tailsrv.runtime.watch;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tailsrv.runtime.follower.LookTrigger;

/**
 * Looks at one file some sixty times a second, in place of events, while those are given up.
 */
final class Glances {

    static final int INTERVAL_MILLIS = 16;

    /** Each of so many is a whole look, which finds rotation as well, and takes several times as long. */
    private static final int WHOLE = 6;

    /** After so many, once a second, it is seen whether there are events again. */
    private static final int ROUND = 60;

    private final FollowerSchedule file;
    private final ScheduledExecutorService poller;
    private int count;
    private volatile ScheduledFuture<?> going;

    Glances(FollowerSchedule file, ScheduledExecutorService poller) {
        this.file = file;
        this.poller = poller;
    }

    /** Begins or ends them. For the thread that looks. */
    void goOn(boolean wanted) {
        if (wanted && (going == null || going.isDone())) { // it is done if one has failed
            going = poller.scheduleWithFixedDelay(this::glance, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        } else if (!wanted && going != null) {
            going.cancel(false);
            going = null;
        }
    }

    /** For any thread. */
    boolean areGoing() {
        return going != null;
    }

    private void glance() {
        count = (count + 1) % ROUND;
        if (count == 0) {
            file.eventsChanged();
        } else if (count % WHOLE == 0) {
            file.lookSoon();
        } else {
            file.publishGrowth(LookTrigger.GLANCE);
        }
    }
}
