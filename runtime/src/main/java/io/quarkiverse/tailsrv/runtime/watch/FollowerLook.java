package io.quarkiverse.tailsrv.runtime.watch;

import io.quarkiverse.tailsrv.runtime.directory.PathSubscriptions;
import io.quarkiverse.tailsrv.runtime.file.Storage;
import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.follower.LookTrigger;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

/**
 * What a look at one file consists of: subscribing to the events of its path, looking, and arranging the next look. Unless it
 * says otherwise, only for the thread that looks.
 */
final class FollowerLook {

    private static final AsyncLog ASYNC_LOG = AsyncLog.of(FollowerLook.class);

    private final FileFollower follower;
    private final LookRequests requests;
    private final PathSubscriptions subscriptions;
    private final PollTimer poll;
    private final Glances glances;
    private boolean failing;
    private boolean publishingFails;
    private volatile boolean remote;
    private volatile boolean mayHang = true; // so does the first look
    private volatile boolean over;
    private volatile boolean gone;

    FollowerLook(FileFollower follower, LookRequests requests, PathSubscriptions subscriptions, PollTimer poll,
            Glances glances) {
        this.follower = follower;
        this.requests = requests;
        this.subscriptions = subscriptions;
        this.poll = poll;
        this.glances = glances;
    }

    /** Whether the file may be on another machine. For any thread. */
    boolean isRemote() {
        return remote;
    }

    /** Whether a look may never return, as far as is known. For any thread. */
    boolean mayHang() {
        return mayHang;
    }

    /** Makes the next look the last one, which closes the follower. For any thread. */
    void end() {
        over = true;
    }

    /** A look takes too long. For any thread. */
    void hangs() {
        if (!over) { // otherwise nobody is served any more
            follower.hangs();
        }
    }

    /** Whether the last look is done. For any thread. */
    boolean isGone() {
        return gone;
    }

    /** Looks. Throws nothing that the file is the cause of. */
    void run() {
        if (over) {
            letGo();
            return;
        }
        try {
            look();
            failing = false;
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) { // for example out of direct memory or descriptors
            failing = failed(e, failing);
        } finally {
            FileGeneration current = follower.current();
            if (current != null) {
                remote = current.storage() == Storage.REMOTE;
                mayHang = remote;
            }
            if (!over) {
                arrangeNext();
            }
        }
    }

    private void look() {
        boolean polled = LookRequests.take(requests.poll);
        LookTrigger trigger = trigger(polled);
        FileGeneration before = follower.current();
        boolean walk = LookRequests.take(requests.walk) || !subscriptions.areOf(follower.source())
                || polled && subscriptions.isWalkDue(before);
        if (walk) {
            subscriptions.cover(follower.source()); // before the look, so that no change is missed
            publishWritten();
        }
        if (trigger == LookTrigger.EVENT) {
            subscriptions.walkSoon(); // a link may have come to the path, to the file that was there
        }
        follower.look(requests.takeCreations(), trigger);
        if (polled && !walk && follower.current() != before) { // no event told of it: the way may be another one
            requests.walk.set(true);
            requests.look.set(true);
        } else if (!subscriptions.areOf(follower.source())) {
            requests.look.set(true);
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

    private void arrangeNext() {
        poll.dueNoLaterThan(follower.nextLook());
        if (subscriptions.drain(follower.isDraining())) {
            requests.look.set(true);
        }
        glances.goOn(subscriptions.arePaused());
    }

    private void letGo() {
        try {
            poll.cancel();
            glances.goOn(false);
            subscriptions.drop();
            follower.close();
        } finally {
            gone = true;
        }
    }

    /** Publishes what was written while a thread looked, if that was requested. What is no growth needs a whole look. */
    void answerWrites() {
        if (LookRequests.take(requests.write) && !publishGrowth(writeTrigger()) && !isUnchanged()) {
            if (!glances.areGoing()) {
                requests.event.set(true);
            }
            requests.look.set(true);
        }
    }

    /** To subscribe may have taken long. A write that is no growth is found by the look that follows. */
    private void publishWritten() {
        if (LookRequests.take(requests.write)) {
            publishGrowth(writeTrigger());
        }
    }

    private LookTrigger writeTrigger() {
        return glances.areGoing() ? LookTrigger.GLANCE : LookTrigger.EVENT;
    }

    /** @return whether the current file has grown; false if that can't be told */
    boolean publishGrowth(LookTrigger trigger) {
        try {
            boolean grown = !over && follower.publishGrowth(trigger);
            publishingFails &= !grown;
            return grown;
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            publishingFails = failed(e, publishingFails);
            return false;
        }
    }

    /** @return whether the current file is as it was published; false if that can't be told */
    boolean isUnchanged() {
        try {
            return follower.isUnchanged();
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            publishingFails = failed(e, publishingFails);
            return false;
        }
    }

    /** Logs the first failure, not each one: the file may be the application's log. */
    private boolean failed(Throwable cause, boolean before) {
        if (!before) {
            ASYNC_LOG.errorf(cause, "Looking at \"%s\" failed", follower.source().path());
        }
        return true;
    }
}
