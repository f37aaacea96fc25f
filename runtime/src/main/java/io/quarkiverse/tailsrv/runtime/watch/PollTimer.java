package io.quarkiverse.tailsrv.runtime.watch;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The next poll of one file. For the thread that looks at it.
 */
final class PollTimer {

    private final ScheduledExecutorService poller;
    private final Runnable poll;
    private ScheduledFuture<?> next;
    private long dueAt;

    PollTimer(ScheduledExecutorService poller, Runnable poll) {
        this.poller = poller;
        this.poll = poll;
    }

    /**
     * @param time as {@link System#nanoTime()} counts
     */
    void dueNoLaterThan(long time) {
        if (next == null || dueAt - time > 0) {
            cancel();
            dueAt = time;
            next = poller.schedule(poll, time - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    void cancel() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }
}
