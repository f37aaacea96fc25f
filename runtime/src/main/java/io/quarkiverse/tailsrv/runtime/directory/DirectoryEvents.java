package io.quarkiverse.tailsrv.runtime.directory;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;
import io.quarkiverse.tailsrv.runtime.thread.OnDemandThread;

/**
 * The application's watch service. Its one thread takes the events and looks at the files concerned. Events only make looks
 * earlier: without them, or if some are missed, the poll still finds everything.
 */
public final class DirectoryEvents {

    private static final Logger LOG = Logger.getLogger(DirectoryEvents.class.getPackageName());
    private static final AsyncLog ASYNC_LOG = AsyncLog.of(DirectoryEvents.class);

    private final WatchService service;
    private final DirectoryWatches watches;
    private volatile Thread thread;
    private volatile boolean failing;

    /** The subscription of the last event. */
    private volatile DirectorySubscription last;

    /** The one whose file most likely has the next event, or null. */
    private volatile DirectorySubscription likely;

    private DirectoryEvents(WatchService service, Duration pause) {
        this.service = service;
        this.watches = new DirectoryWatches(service, new Pauses(pause), this::forget);
    }

    /**
     * @param pause for how long a directory's events are given up at first where hardly any is of use
     * @return a watcher, or null if the system has no watch service left
     */
    public static DirectoryEvents start(Duration pause) {
        try {
            DirectoryEvents watcher = new DirectoryEvents(FileSystems.getDefault().newWatchService(), pause);
            watcher.startThread();
            return watcher;
        } catch (IOException e) {
            ASYNC_LOG.warnf("No file events (%s): files are looked at once per poll-interval instead; raise"
                    + " the sysctl fs.inotify.max_user_instances to have them", e.getMessage());
            return null;
        }
    }

    private void startThread() {
        thread = OnDemandThread.daemon(this::run, "tailsrv-watcher");
        thread.start();
    }

    /** Starts another thread if the current one is among the hanging ones. */
    public void relieve(List<Thread> hanging) {
        if (hanging.contains(thread)) {
            startThread();
            watches.redeliver(); // what the old thread has not read
        }
    }

    /** Ends the thread and all watches. */
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            LOG.debug("Closing the watch service failed", e);
        }
    }

    DirectoryWatches watches() {
        return watches;
    }

    private void run() {
        try {
            while (Thread.currentThread() == thread) {
                notice(service.take());
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("Watching ends");
        } catch (InterruptedException e) {
            ASYNC_LOG.warnf("No more file events: the thread was interrupted; files are looked at once per"
                    + " poll-interval from now on");
        }
    }

    private void notice(WatchKey key) {
        try {
            DirectorySubscription grown;
            List<WatchEvent<?>> events;
            try {
                grown = publishGrowth(key);
            } finally {
                Thread.yield(); // the JDK's thread that woke this one may still hold the key's lock
                events = key.pollEvents();
                key.reset(); // before the looks, so that no event is lost
            }
            DirectoryWatch directory = watches.find(key);
            if (directory != null && directory.isNoisy(events, tell(directory, events, grown))) {
                watches.pause(key, directory);
            }
            failing = false;
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) { // for example out of direct memory or descriptors
            if (!failing) { // once, not for each event: the watched file may be the application's log
                failing = true;
                ASYNC_LOG.errorf(e, "File events were lost; the poll makes up for them");
            }
        }
    }

    /**
     * @param grown whose growth was seen to before the events were read, or null
     * @return whether the events concern any file
     */
    private boolean tell(DirectoryWatch directory, List<WatchEvent<?>> events, DirectorySubscription grown) {
        Set<WatchedFile> others = directory.draining();
        boolean any = directory.tell(events, (watch, ofName) -> {
            if (events.size() == 1) { // else a renamed file of this one may have been written to as well
                others.remove(watch.file());
            }
            guess(watch);
            boolean before = watch == grown && ofName.get(0) == events.get(0); // only the first event surely came before that
            if (!areExplained(watch, ofName, before) || Thread.currentThread() != thread) {
                watch.file().noticed(watch.creations(ofName), !watch.entry().isFile());
            }
        });
        others.forEach(WatchedFile::noticedOther);
        return any;
    }

    /**
     * Whether the events tell of nothing but writes, which need no look. A rewrite causes the same events, and needs one.
     *
     * @param published whether growth was seen to after the first write, and before the events were read
     */
    private static boolean areExplained(DirectorySubscription watch, List<WatchEvent<?>> events, boolean published) {
        boolean one = events.size() == 1 && events.get(0).count() == 1;
        return watch.areWrites(events) && (published && one || watch.file().publishGrowth()
                || watch.file().isUnchanged());
    }

    /** If two events in a row are of one file, the next one most likely is as well. */
    private void guess(DirectorySubscription watch) {
        DirectorySubscription before = last;
        likely = before != null && watch.entry().equals(before.entry()) ? watch : null;
        last = watch;
    }

    private void forget(DirectorySubscription watch) {
        if (last == watch) {
            last = null;
        }
        if (likely == watch) {
            likely = null;
        }
    }

    /**
     * Publishes growth before the events are even read, to send it sooner. Most events are a line appended to the same file as
     * before.
     *
     * @return the subscription whose file has grown, or is looked at by another thread, which publishes growth; or null
     */
    private DirectorySubscription publishGrowth(WatchKey key) {
        DirectorySubscription watch = likely;
        return watch != null && watch.key() == key && watch.file().publishGrowth() ? watch : null;
    }
}
