package io.quarkiverse.tailsrv.runtime.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.follower.LookTrigger;

/**
 * One follower's looks: on an event, when the poll is due, and when someone asks. One thread looks at a time; whoever comes
 * meanwhile leaves at once and has the look repeated, so that a file that hangs holds no more than one thread.
 */
public final class FollowerSchedule {

    private static final Logger LOG = Logger.getLogger(FollowerSchedule.class.getPackageName());

    private static final int WATCH_ATTEMPTS = 10;

    private final FileFollower follower;
    private final DirectoryEvents directories;
    private final ScheduledExecutorService poller;

    private final LookLock looking = new LookLock();
    private final Queue<Runnable> askers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicInteger created = new AtomicInteger();
    private volatile boolean again;
    private volatile boolean pollFired;
    private volatile boolean eventCame;
    private volatile boolean wayChanged;
    private volatile boolean closed;

    // For who asks for hanging threads
    private boolean hangs;

    // Below: only while looking
    private final PollTimer poll;
    private List<DirectorySubscription> watches = List.of();
    private boolean failing;
    private boolean publishingFails;

    /**
     * @param directories null if there are no file events
     */
    FollowerSchedule(FileFollower follower, DirectoryEvents directories, ScheduledExecutorService poller) {
        this.follower = follower;
        this.directories = directories;
        this.poller = poller;
        this.poll = new PollTimer(poller, this::poll);
    }

    /**
     * Answers after a look that begins after this call, on the thread that looked; many askers share a look. While it is in
     * doubt whether the file has shrunk there is no answer yet: whoever began with it now might be ended at once. For any
     * thread; does not block.
     */
    public void ask(Runnable answer) {
        askers.add(answer);
        if (asked.compareAndSet(false, true)) {
            poller.execute(this::look);
        }
    }

    void start() {
        poller.execute(this::poll);
    }

    /** No looks from now on, but for one that hangs; what is open is let go when that has returned. */
    void close() {
        closed = true;
        look();
    }

    /**
     * Publishes what has been appended, and looks at nothing else, unless someone else asks for it meanwhile.
     *
     * @return whether something has been; false too if another thread looks, or if it fails
     */
    boolean publishGrowth() {
        boolean grown = false;
        if (looking.tryLock()) {
            try {
                grown = !closed && follower.publishGrowth();
                publishingFails &= !grown;
            } catch (RuntimeException | OutOfMemoryError | LinkageError e) { // as in a look
                publishingFails = failed(e, publishingFails);
            } finally {
                looking.unlock();
            }
            if (again) {
                look(); // for who came meanwhile
            }
        }
        return grown;
    }

    /** Events have come: so many files came to the path, or a link on the way to it was changed. */
    void noticed(int creations, boolean link) {
        created.addAndGet(creations);
        if (link) {
            wayChanged = true;
        }
        eventCame = true;
        look();
    }

    boolean isDraining() {
        return follower.isDraining();
    }

    /** The thread whose look takes too long, or null. Asked about once a second. */
    Thread hangingThread() {
        Thread thread = looking.hangingThread();
        boolean news = thread != null && !hangs;
        hangs = thread != null;
        if (news) {
            follower.hangs();
        }
        return thread;
    }

    private void poll() {
        pollFired = true;
        wayChanged = true; // it may have, without an event
        look();
    }

    private void look() {
        again = true;
        while (again && looking.tryLock()) {
            try {
                again = false;
                lookOnce();
            } finally {
                looking.unlock();
            }
        }
    }

    private void lookOnce() {
        asked.set(false);
        List<Runnable> answers = drainAskers();
        if (closed) {
            letGo();
        } else {
            try {
                LookTrigger trigger = trigger();
                if (wayChanged) {
                    wayChanged = false;
                    watch(); // before the look, so that nothing falls in between
                }
                follower.look(created.getAndSet(0), trigger);
                failing = false;
            } catch (RuntimeException | OutOfMemoryError | LinkageError e) { // out of direct memory, or of descriptors
                failing = failed(e, failing);
            } finally {
                if (!closed) {
                    poll.dueNoLaterThan(follower.nextLook());
                }
            }
        }
        if (follower.isInDoubt()) {
            askers.addAll(answers); // the look that settles it is due already
        } else {
            answers.forEach(this::answer);
        }
    }

    /** Says so once, not at each look: the file may be the log that this goes to. */
    private boolean failed(Throwable cause, boolean before) {
        if (!before) {
            LOG.errorf(cause, "Looking at \"%s\" failed", follower.path());
        }
        return true;
    }

    private LookTrigger trigger() {
        boolean polled = pollFired;
        boolean event = eventCame;
        pollFired = false;
        eventCame = false;
        if (polled) {
            poll.cancel(); // or the one that was planned as it fired
        }
        if (event) {
            return LookTrigger.EVENT;
        }
        return polled ? LookTrigger.POLL : LookTrigger.REQUEST;
    }

    private void answer(Runnable asker) {
        try {
            asker.run();
        } catch (RuntimeException e) {
            LOG.debugf(e, "Nobody to answer about \"%s\"", follower.path());
        }
    }

    private List<Runnable> drainAskers() {
        if (askers.isEmpty()) {
            return List.of();
        }
        List<Runnable> drained = new ArrayList<>();
        for (Runnable asker; (asker = askers.poll()) != null;) {
            drained.add(asker);
        }
        return drained;
    }

    private void watch() {
        if (directories != null) {
            try {
                List<PathEntry> entries = PathEntry.of(follower.path());
                for (int i = 0; i < WATCH_ATTEMPTS; i++) {
                    watches = directories.cover(this, entries, watches);
                    List<PathEntry> covered = entries;
                    entries = PathEntry.of(follower.path());
                    if (entries.equals(covered)) {
                        return; // or else the way has changed before it was watched
                    }
                }
            } catch (IOException | ClosedWatchServiceException e) {
                LOG.debugf(e, "The way to \"%s\" can't be watched", follower.path());
            }
        }
    }

    private void letGo() {
        poll.cancel();
        watches.forEach(watch -> directories.drop(watch));
        watches = List.of();
        follower.close();
    }
}
