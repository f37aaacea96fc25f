package io.quarkiverse.tailsrv.runtime.watch;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/**
 * Looks at one file some sixty times a second, in place of events, while those are given up.
 */
final class Glances {

    private static final Logger LOG = Logger.getLogger(Glances.class.getPackageName());

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
            begin();
        } else if (!wanted && going != null) {
            going.cancel(false);
            going = null;
        }
    }

    private void begin() {
        try {
            going = poller.scheduleWithFixedDelay(this::glance, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The application stops, and nobody needs to look", e);
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
            file.glance();
        }
    }
}
