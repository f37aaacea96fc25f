package io.quarkiverse.tailsrv.runtime.watch;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.directory.DirectoryEvents;
import io.quarkiverse.tailsrv.runtime.directory.PathSubscriptions;
import io.quarkiverse.tailsrv.runtime.directory.WatchedFile;
import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.follower.LookTrigger;
import io.quarkiverse.tailsrv.runtime.selection.FileSource;
import io.quarkiverse.tailsrv.runtime.thread.OneLine;

/**
 * Decides when one follower looks: on an event, when the poll is due, and on request. One thread looks at a time. Other threads
 * only ask it to look again, or to publish what was written meanwhile, so a file that hangs blocks only one thread. A slow file
 * has its looks on a thread of its own.
 */
public final class FollowerSchedule implements WatchedFile {

    private static final Logger LOG = Logger.getLogger(FollowerSchedule.class.getPackageName());

    private final FileFollower follower;
    private final ScheduledExecutorService poller;
    private final SlowLooks slowLooks;
    private final LookLock looking = new LookLock();
    private final LookRequests requests = new LookRequests();
    private final Glances glances;
    private final Askers readers = new Askers();
    private final Askers others = new Askers();
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean hangs;

    /** What it does is for the holder of the look lock. */
    private final FollowerLook wholeLook;

    /**
     * @param directories null without file events
     * @param slowThreads look at the file while its looks take long, or may
     */
    FollowerSchedule(FileFollower follower, DirectoryEvents directories, ScheduledExecutorService poller,
            Executor slowThreads) {
        this.follower = follower;
        this.poller = poller;
        this.slowLooks = new SlowLooks(slowThreads, this::look);
        this.glances = new Glances(this, poller);
        this.wholeLook = new FollowerLook(follower, requests, new PathSubscriptions(this, directories),
                new PollTimer(poller, this::poll), glances);
    }

    /**
     * Has a reader answered after a look that begins after this call and that has the file open, on the thread that looked.
     * Several requests share a look. For any thread; does not block.
     * <p>
     * The answer is delayed while the file can't be opened, and while it may have shrunk, since a client that starts then might
     * be ended at once.
     */
    public void ask(Runnable answer) {
        readers.add(answer);
        request();
    }

    /** Runs the answer after a look that begins after this call, whatever it finds. For any thread; does not block. */
    public void afterLook(Runnable answer) {
        others.add(answer);
        request();
    }

    private void request() {
        if (asked.compareAndSet(false, true)) {
            poller.execute(this::lookSoon);
        }
    }

    /** The asker has gone: its answer is not kept. For any thread; does not block. */
    public void forget(Runnable answer) {
        readers.forget(answer);
    }

    void start() {
        poller.execute(this::poll);
    }

    private void poll() {
        requests.poll.set(true);
        source().polled();
        lookSoon();
    }

    /** Ends the looks and closes the follower. If a look hangs, the follower is closed when it returns. */
    void close() {
        wholeLook.end();
        look();
    }

    /** Whether its looks have ended, so that no thread hangs in one. */
    boolean isGone() {
        return wholeLook.isGone();
    }

    @Override
    public FileSource source() {
        return follower.source();
    }

    @Override
    public boolean publishGrowth() {
        return publishGrowth(LookTrigger.EVENT);
    }

    /**
     * Publishes what has been appended, without a full look. If another thread looks, that one does it before it ends.
     *
     * @return whether the current file has grown, or another thread sees to it. False for a slow file, and on failure
     */
    boolean publishGrowth(LookTrigger trigger) {
        if (isSlow()) {
            return false;
        }
        boolean grown = true;
        if (looking.tryLock()) {
            try {
                grown = wholeLook.publishGrowth(trigger);
            } finally {
                looking.unlock();
            }
        } else {
            requests.write.set(true);
        }
        catchUp();
        return grown;
    }

    @Override
    public boolean isUnchanged() {
        boolean unchanged = false;
        if (!isSlow() && looking.tryLock()) {
            try {
                unchanged = wholeLook.isUnchanged();
            } finally {
                looking.unlock();
            }
            catchUp();
        }
        return unchanged;
    }

    /** Does what others have requested while this thread held the lock. */
    private void catchUp() {
        if (requests.areThere() && isSlow()) {
            lookSoon();
        } else {
            lookAsRequested();
        }
    }

    @Override
    public void noticed(int creations, boolean link) {
        requests.created(creations);
        if (link) {
            requests.walk.set(true);
        }
        requests.event.set(true);
        lookSoon();
    }

    @Override
    public void noticedOther() {
        if (!publishGrowth() && isSlow()) {
            lookSoon();
        }
    }

    @Override
    public void eventsChanged() {
        requests.walk.set(true);
        lookSoon();
    }

    @Override
    public boolean mayBeGlancedAt() {
        return !wholeLook.isRemote() && !looking.isSlow() && !follower.isDraining() && source().pattern() == null;
    }

    /** A quick look: for growth, and for a file that is shorter than before, which a whole look follows. */
    void glance() {
        if (!publishGrowth(LookTrigger.GLANCE) && !isSlow() && follower.isShorter()) {
            lookSoon();
        }
    }

    /** Whether events are given up, and glances take their place. For any thread. */
    boolean isGlancedAt() {
        return glances.areGoing();
    }

    /** Whether looks at the file take long, or may: then they would delay other files. For any thread. */
    boolean isSlow() {
        return wholeLook.mayHang() || looking.isSlow();
    }

    boolean isHanging() {
        return hangs;
    }

    /** The thread whose look takes too long, or null. Called about once a second. */
    Thread hangingThread() {
        Thread thread = looking.hangingThread();
        boolean news = thread != null && !hangs;
        hangs = thread != null;
        if (news) {
            wholeLook.hangs();
        }
        return thread;
    }

    /** Looks on this thread, which is there for all files, or on another one if that may take long. */
    void lookSoon() {
        if (isSlow()) {
            slowLooks.request();
        } else {
            look();
        }
    }

    private void look() {
        requests.look.set(true);
        lookAsRequested();
    }

    /** Does what is requested, unless another thread looks, which does it then. */
    private void lookAsRequested() {
        while (requests.areThere() && looking.tryLock()) {
            try {
                if (LookRequests.take(requests.look)) {
                    lookOnce();
                }
                wholeLook.answerWrites();
            } finally {
                looking.unlock();
            }
        }
    }

    private void lookOnce() {
        asked.set(false);
        follower.expectReaders(readers.lookBegins());
        others.lookBegins();
        wholeLook.run();
        others.answer(this::answer);
        if (follower.isInDoubt()) {
            readers.waitForTheNext(); // the look that decides is already due
        } else {
            readers.answer(this::answer);
        }
    }

    private void answer(Runnable asker) {
        try {
            asker.run();
        } catch (RuntimeException e) {
            LOG.debugf(e, "A request for a look at \"%s\" could not be answered", OneLine.of(source().path()));
        }
    }
}
