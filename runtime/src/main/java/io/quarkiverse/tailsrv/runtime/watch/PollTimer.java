package io.quarkiverse.tailsrv.runtime.watch;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The timer of one file's next poll. Used only by the thread that looks at the file.
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
     * @param time in terms of {@link System#nanoTime()}
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
