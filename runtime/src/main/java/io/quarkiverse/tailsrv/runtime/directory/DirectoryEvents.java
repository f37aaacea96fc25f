package io.quarkiverse.tailsrv.runtime.directory;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.file.FileErrors;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;
import io.quarkiverse.tailsrv.runtime.thread.OnDemandThread;
import io.quarkiverse.tailsrv.runtime.thread.OneLine;

/**
 * The application's watch service. Its one thread takes the events and looks at the files concerned. Events only make looks
 * earlier: without them, or if some are missed, the poll still finds everything.
 */
public final class DirectoryEvents {

    private static final Logger LOG = Logger.getLogger(DirectoryEvents.class.getPackageName());
    private static final AsyncLog ASYNC_LOG = AsyncLog.of(DirectoryEvents.class);

    private final WatchService service;
    private final Map<WatchKey, DirectoryWatch> watches = new ConcurrentHashMap<>();
    private final Pauses pauses;
    private final AtomicBoolean denialReported = new AtomicBoolean();
    private final AtomicBoolean limitReported = new AtomicBoolean();
    private volatile Thread thread;
    private volatile boolean failing;

    /** The subscription of the last event. */
    private volatile DirectorySubscription last;

    /** The one whose file most likely has the next event, or null. */
    private volatile DirectorySubscription likely;

    private DirectoryEvents(WatchService service, Duration pause) {
        this.service = service;
        this.pauses = new Pauses(pause);
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
            watches.keySet().forEach(WatchKey::reset); // so that events that the old thread has not read are delivered again
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

    /**
     * Subscribes to the events of these entries, again if a directory was moved or created anew.
     *
     * @param before the file's subscriptions so far
     * @return the file's subscriptions from now on
     */
    public List<DirectorySubscription> cover(WatchedFile file, List<PathEntry> entries, List<DirectorySubscription> before) {
        List<DirectorySubscription> after = new ArrayList<>(entries.size());
        for (PathEntry entry : entries) {
            DirectorySubscription watch = cover(file, entry, before);
            if (watch != null) {
                after.add(watch);
            }
        }
        before.stream().filter(watch -> !after.contains(watch)).forEach(this::drop);
        return after;
    }

    /** Whether all these still have their events, and their directories are where they were. */
    public static boolean areInPlace(List<DirectorySubscription> subscriptions) {
        Path asked = null;
        Object directoryKey = null;
        try {
            for (DirectorySubscription watch : subscriptions) { // no stream: this runs at each poll
                Path directory = watch.entry().directory();
                if (!directory.equals(asked)) {
                    asked = directory;
                    directoryKey = directoryKey(watch.entry());
                }
                if (!watch.isIn(directoryKey)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false; // subscribing will tell why
        }
    }

    private DirectorySubscription cover(WatchedFile file, PathEntry entry, List<DirectorySubscription> before) {
        try {
            Object directoryKey = directoryKey(entry);
            for (DirectorySubscription watch : before) {
                if (watch.covers(entry, directoryKey)) {
                    return watch;
                }
            }
            if (file.mayBeGlancedAt() && pauses.contain(directoryKey, System.nanoTime())) {
                return DirectorySubscription.paused(entry, directoryKey, file);
            }
            WatchKey key = entry.directory().register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
            DirectorySubscription watch = new DirectorySubscription(entry, directoryKey, key, file);
            watches.compute(key, (k, known) -> {
                DirectoryWatch directory = known == null ? new DirectoryWatch() : known;
                directory.add(watch);
                return directory;
            });
            if (key.isValid()) {
                return watch;
            }
            drop(watch); // the events have just been given up, or another file has just dropped them
            return cover(file, entry, before);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return before.stream().filter(watch -> watch.covers(entry)).findFirst().orElse(null); // may move back
        } catch (AccessDeniedException e) {
            if (denialReported.compareAndSet(false, true)) {
                ASYNC_LOG.warnf("No events of \"%s\" (permission denied): looked at once per poll-interval instead; let the"
                        + " application's user read the directory to have them", entry.directory());
            }
            return stillPaused(entry, before);
        } catch (IOException e) {
            if (limitReported.compareAndSet(false, true)) {
                ASYNC_LOG.warnf("No events of \"%s\" (%s): looked at once per poll-interval instead; if a limit was"
                        + " reached, raise the sysctl fs.inotify.max_user_watches", entry.directory(), FileErrors.reason(e));
            }
            return stillPaused(entry, before);
        }
    }

    private static Object directoryKey(PathEntry entry) throws IOException {
        return Files.readAttributes(entry.directory(), BasicFileAttributes.class).fileKey();
    }

    /** What was given up, and can't be had again now, is tried for again. */
    private static DirectorySubscription stillPaused(PathEntry entry, List<DirectorySubscription> before) {
        return before.stream().filter(watch -> watch.isPaused() && watch.entry().equals(entry)).findFirst().orElse(null);
    }

    /** A file that was at the path before is still followed, or not any more. */
    public void drain(DirectorySubscription watch, boolean now) {
        DirectoryWatch directory = watch.isPaused() ? null : watches.get(watch.key());
        if (directory != null) {
            directory.drain(watch, now);
        }
    }

    /** Ends a subscription, and with the last one in a directory the directory's events. */
    public void drop(DirectorySubscription watch) {
        if (last == watch) {
            last = null;
        }
        if (likely == watch) {
            likely = null;
        }
        if (watch.isPaused()) {
            return;
        }
        watches.computeIfPresent(watch.key(), (key, directory) -> {
            directory.remove(watch);
            if (directory.subscriptions().isEmpty()) {
                cancel(key);
                return null;
            }
            return directory;
        });
    }

    private static void cancel(WatchKey key) {
        try {
            key.cancel();
        } catch (ClosedWatchServiceException e) { // a look that hung has outlived the application
            LOG.debug("The watch has ended with the watch service", e);
        }
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
            DirectoryWatch directory = watches.get(key);
            if (directory != null && directory.isNoisy(events, tell(directory, events, grown))) {
                pause(key, directory);
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

    /**
     * Gives the directory's events up for a while, since hardly any is of use, and each costs us as well as whoever causes it.
     */
    private void pause(WatchKey key, DirectoryWatch directory) {
        List<DirectorySubscription> all = List.copyOf(directory.subscriptions());
        Object directoryKey = all.isEmpty() ? null : all.get(0).directoryKey();
        if (directoryKey == null || !all.stream().allMatch(watch -> watch.file().mayBeGlancedAt())) {
            return;
        }
        pauses.begin(directoryKey, System.nanoTime());
        List<DirectorySubscription> ended = new ArrayList<>();
        watches.computeIfPresent(key, (k, watched) -> {
            cancel(key);
            ended.addAll(watched.subscriptions());
            return null;
        });
        ASYNC_LOG.debugf("Others write to \"%s\" so often that its events are given up for a while: its files are looked at"
                + " some sixty times a second instead", OneLine.of(key.watchable()));
        ended.forEach(watch -> watch.file().eventsChanged());
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
