package io.quarkiverse.tailsrv.runtime.watch;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.directory.DirectoryEvents;
import io.quarkiverse.tailsrv.runtime.directory.WatchedFile;
import io.quarkiverse.tailsrv.runtime.file.Storage;
import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.follower.LookTrigger;
import io.quarkiverse.tailsrv.runtime.selection.FileSource;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;
import io.quarkiverse.tailsrv.runtime.thread.OneLine;

/**
 * Decides when one follower looks: on an event, when the poll is due, and on request. One thread looks at a time. Other threads
 * only ask it to look again, or to publish what was written meanwhile, so a file that hangs blocks only one thread. A slow file
 * has its looks on a thread of its own.
 */
public final class FollowerSchedule implements WatchedFile {

    private static final Logger LOG = Logger.getLogger(FollowerSchedule.class.getPackageName());
    private static final AsyncLog ASYNC_LOG = AsyncLog.of(FollowerSchedule.class);

    private final FileFollower follower;
    private final ScheduledExecutorService poller;
    private final SlowLooks slowLooks;
    private final LookLock looking = new LookLock();
    private final Askers readers = new Askers();
    private final Askers others = new Askers();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final LookRequests requests = new LookRequests();
    private volatile boolean closed;
    private volatile boolean mayHang = true; // so does the first look
    private volatile boolean remote;
    private volatile boolean hangs;

    // The fields below are guarded by the look lock
    private final PollTimer poll;
    private final Glances glances;
    private final PathSubscriptions subscriptions;
    private boolean failing;
    private boolean publishingFails;

    /**
     * @param directories null without file events
     * @param slowThreads look at the file while its looks take long, or may
     */
    FollowerSchedule(FileFollower follower, DirectoryEvents directories, ScheduledExecutorService poller,
            Executor slowThreads) {
        this.follower = follower;
        this.poller = poller;
        this.slowLooks = new SlowLooks(slowThreads, this::look);
        this.poll = new PollTimer(poller, this::poll);
        this.glances = new Glances(this, poller);
        this.subscriptions = new PathSubscriptions(this, directories);
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

    /** Ends the looks and closes the follower. If a look hangs, the follower is closed when it returns. */
    void close() {
        closed = true;
        look();
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
                grown = publish(trigger);
            } finally {
                looking.unlock();
            }
        } else {
            requests.write.set(true);
        }
        catchUp();
        return grown;
    }

    private boolean publish(LookTrigger trigger) {
        try {
            boolean grown = !closed && follower.publishGrowth(trigger);
            publishingFails &= !grown;
            return grown;
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            publishingFails = failed(e, publishingFails);
            return false;
        }
    }

    @Override
    public boolean publishGrowth() {
        return publishGrowth(LookTrigger.EVENT);
    }

    @Override
    public boolean isUnchanged() {
        boolean unchanged = false;
        if (!isSlow() && looking.tryLock()) {
            try {
                unchanged = isAsPublished();
            } finally {
                looking.unlock();
            }
            catchUp();
        }
        return unchanged;
    }

    private boolean isAsPublished() {
        try {
            return follower.isUnchanged();
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            publishingFails = failed(e, publishingFails);
            return false;
        }
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

    /** Whether looks at the file take long, or may: then they would delay other files. For any thread. */
    boolean isSlow() {
        return mayHang || looking.isSlow();
    }

    boolean isHanging() {
        return hangs;
    }

    @Override
    public FileSource source() {
        return follower.source();
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

    /** A quick look: for growth, and for a file that is shorter than before, which a whole look follows. */
    void glance() {
        if (!publishGrowth(LookTrigger.GLANCE) && !isSlow() && follower.isShorter()) {
            lookSoon();
        }
    }

    @Override
    public boolean mayBeGlancedAt() {
        return !remote && !looking.isSlow() && !follower.isDraining() && source().pattern() == null;
    }

    /** Whether events are given up, and glances take their place. For any thread. */
    boolean isGlancedAt() {
        return glances.areGoing();
    }

    /** The thread whose look takes too long, or null. Called about once a second. */
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
        requests.poll.set(true);
        source().polled();
        lookSoon();
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
                if (LookRequests.take(requests.write) && !publish(writeTrigger()) && !isAsPublished()) {
                    if (!glances.areGoing()) {
                        requests.event.set(true);
                    }
                    requests.look.set(true);
                }
            } finally {
                looking.unlock();
            }
        }
    }

    private void lookOnce() {
        asked.set(false);
        follower.expectReaders(readers.lookBegins());
        others.lookBegins();
        if (closed) {
            letGo();
        } else {
            try {
                boolean polled = LookRequests.take(requests.poll);
                LookTrigger trigger = trigger(polled);
                FileGeneration before = follower.current();
                boolean walk = LookRequests.take(requests.walk) || !subscriptions.areOf(source())
                        || polled && subscriptions.isWalkDue(before);
                if (walk) {
                    subscriptions.cover(source()); // before the look, so that no change is missed
                    publishWritten();
                }
                if (trigger == LookTrigger.EVENT) {
                    subscriptions.walkSoon(); // a link may have come to the path, to the file that was there
                }
                follower.look(requests.takeCreations(), trigger);
                if (polled && !walk && follower.current() != before) { // no event told of it: the way may be another one
                    requests.walk.set(true);
                    requests.look.set(true);
                } else if (!subscriptions.areOf(source())) {
                    requests.look.set(true);
                }
                failing = false;
            } catch (RuntimeException | OutOfMemoryError | LinkageError e) { // for example out of direct memory or descriptors
                failing = failed(e, failing);
            } finally {
                FileGeneration current = follower.current();
                remote = current == null ? remote : current.storage() == Storage.REMOTE;
                mayHang = current == null ? mayHang : remote;
                if (!closed) {
                    poll.dueNoLaterThan(follower.nextLook());
                    if (subscriptions.drain(follower.isDraining())) {
                        requests.look.set(true);
                    }
                    glances.goOn(subscriptions.arePaused());
                }
            }
        }
        others.answer(this::answer);
        if (follower.isInDoubt()) {
            readers.waitForTheNext(); // the look that decides is already due
        } else {
            readers.answer(this::answer);
        }
    }

    /** Logs the first failure, not each one: the file may be the application's log. */
    private boolean failed(Throwable cause, boolean before) {
        if (!before) {
            ASYNC_LOG.errorf(cause, "Looking at \"%s\" failed", source().path());
        }
        return true;
    }

    /** A walk may have taken long. A write that is no growth is found by the look that follows. */
    private void publishWritten() {
        if (LookRequests.take(requests.write)) {
            publish(writeTrigger());
        }
    }

    private LookTrigger trigger(boolean polled) {
        if (polled) {
            poll.cancel(); // a new one may have been scheduled meanwhile
        }
        if (LookRequests.take(requests.event)) {
            return LookTrigger.EVENT;
        }
        LookTrigger other = polled ? LookTrigger.POLL : LookTrigger.REQUEST;
        return glances.areGoing() ? LookTrigger.GLANCE : other;
    }

    private LookTrigger writeTrigger() {
        return glances.areGoing() ? LookTrigger.GLANCE : LookTrigger.EVENT;
    }

    private void answer(Runnable asker) {
        try {
            asker.run();
        } catch (RuntimeException e) {
            LOG.debugf(e, "A request for a look at \"%s\" could not be answered", OneLine.of(source().path()));
        }
    }

    private void letGo() {
        poll.cancel();
        glances.goOn(false);
        subscriptions.drop();
        follower.close();
    }
}
