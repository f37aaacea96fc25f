package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One follower's looks: on an event, when the poll is due, and when someone asks.
 */
public final class WatchedFile {

    private final FileFollower follower;
    private final DirectoryWatcher directories;
    private final ScheduledExecutorService poller;
    private final AtomicBoolean asked = new AtomicBoolean();

    // Below: only under the monitor
    private List<DirectoryWatch> watches = List.of();
    private ScheduledFuture<?> poll;
    private long pollAt;
    private boolean closed;

    WatchedFile(FileFollower follower, DirectoryWatcher directories, ScheduledExecutorService poller) {
        this.follower = follower;
        this.directories = directories;
        this.poller = poller;
    }

    /**
     * Answers with the file looked at after this call, on the thread that looked; many askers share a look. For any
     * thread; does not block.
     */
    public void ask(Runnable answer) {
        follower.ask(answer);
        if (asked.compareAndSet(false, true)) {
            poller.execute(() -> {
                asked.set(false);
                look();
            });
        }
    }

    /**
     * No looks from now on; files that nobody reads are closed, the others by their last reader.
     */
    public void close() {
        synchronized (this) {
            closed = true;
            if (poll != null) {
                poll.cancel(false);
            }
            if (directories != null) {
                watches.forEach(directories::drop);
            }
        }
        follower.close();
    }

    boolean isDraining() {
        return follower.isDraining();
    }

    void start() {
        poller.execute(this::poll);
    }

    void look() {
        try {
            follower.look();
        } catch (RuntimeException e) {
            FileFollower.LOG.errorf(e, "Looking at \"%s\" failed", follower.path());
        }
        pollNoLaterThan(follower.nextLook());
    }

    private void poll() {
        synchronized (this) {
            poll = null;
            watch();
        }
        look();
    }

    private void watch() {
        if (directories == null || closed) {
            return;
        }
        try {
            watches = directories.cover(this, PathEntry.of(follower.path()), watches);
        } catch (IOException e) {
            FileFollower.LOG.debugf(e, "The way to \"%s\" can't be watched", follower.path());
        }
    }

    private synchronized void pollNoLaterThan(long time) {
        if (closed || poll != null && pollAt - time <= 0) {
            return;
        }
        if (poll != null) {
            poll.cancel(false);
        }
        pollAt = time;
        poll = poller.schedule(this::poll, time - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
}
