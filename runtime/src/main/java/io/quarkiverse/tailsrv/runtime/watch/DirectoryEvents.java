package io.quarkiverse.tailsrv.runtime.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.file.OnDemandThread;

/**
 * The one watch service, and the one thread that takes from it and looks at the files that its events concern. It is for
 * latency only: when it can't be had, or misses something, the poll still finds everything.
 */
final class DirectoryEvents {

    private static final Logger LOG = Logger.getLogger(DirectoryEvents.class.getPackageName());

    private final WatchService service;
    private final Map<WatchKey, List<DirectorySubscription>> watches = new ConcurrentHashMap<>();
    private final AtomicBoolean limitReported = new AtomicBoolean();
    private volatile Thread thread;
    private volatile boolean failing;

    /** Whose events came last, and most likely come next. */
    private volatile DirectorySubscription likely;

    private DirectoryEvents(WatchService service) {
        this.service = service;
    }

    /**
     * @return a watcher, or null if the system has none to give
     */
    static DirectoryEvents start() {
        try {
            DirectoryEvents watcher = new DirectoryEvents(FileSystems.getDefault().newWatchService());
            watcher.startThread();
            return watcher;
        } catch (IOException e) {
            LOG.warnf("No file events (%s): files are looked at once per poll-interval instead; raise"
                    + " the sysctl fs.inotify.max_user_instances to have them", e.getMessage());
            return null;
        }
    }

    private void startThread() {
        thread = OnDemandThread.daemon(this::run, "tailsrv-watcher");
        thread.start();
    }

    /** Goes on with another thread if the present one is among those that hang. */
    void relieve(List<Thread> hanging) {
        if (hanging.contains(thread)) {
            startThread();
            watches.keySet().forEach(WatchKey::reset); // the one whose events were about to be read comes again; twice is no harm
        }
    }

    /** Ends the thread and all watches. */
    void close() {
        try {
            service.close();
        } catch (IOException e) {
            LOG.debug("Closing the watch service failed", e);
        }
    }

    /**
     * Sees to it that events of these entries come, after the directories were moved or made anew too.
     *
     * @param before what this method has returned for the file before
     * @return what watches the file now
     */
    List<DirectorySubscription> cover(FollowerSchedule file, List<PathEntry> entries, List<DirectorySubscription> before) {
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

    private DirectorySubscription cover(FollowerSchedule file, PathEntry entry, List<DirectorySubscription> before) {
        try {
            Object directoryKey = Files.readAttributes(entry.directory(), BasicFileAttributes.class).fileKey();
            for (DirectorySubscription watch : before) {
                if (watch.covers(entry) && watch.directoryKey().equals(directoryKey)) {
                    return watch;
                }
            }
            WatchKey key = entry.directory().register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
            DirectorySubscription watch = new DirectorySubscription(entry, directoryKey, key, file);
            watches.compute(key, (k, list) -> {
                List<DirectorySubscription> all = list == null ? new CopyOnWriteArrayList<>() : list;
                all.add(watch);
                return all;
            });
            return watch;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return before.stream().filter(watch -> watch.covers(entry)).findFirst().orElse(null); // it may have been moved away
        } catch (IOException e) {
            if (limitReported.compareAndSet(false, true)) {
                LOG.warnf("No events of \"%s\" (%s): looked at once per poll-interval instead; if a limit was"
                        + " reached, raise the sysctl fs.inotify.max_user_watches", entry.directory(), e.getMessage());
            }
            return null;
        }
    }

    void drop(DirectorySubscription watch) {
        if (likely == watch) {
            likely = null;
        }
        watches.computeIfPresent(watch.key(), (key, list) -> {
            list.remove(watch);
            if (list.isEmpty()) {
                key.cancel();
                return null;
            }
            return list;
        });
    }

    private void run() {
        try {
            while (Thread.currentThread() == thread) {
                notice(service.take());
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("Watching ends");
        } catch (InterruptedException e) {
            LOG.warn("No more file events: the thread was interrupted; files are looked at once per"
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
                Thread.yield(); // the JDK's thread, which woke this one, may still hold the key: they would block each other
                events = key.pollEvents();
                key.reset(); // before the looks, so that nothing falls in between
            }
            for (DirectorySubscription watch : watches.getOrDefault(key, List.of())) {
                if (watch.concerns(events)) {
                    likely = watch;
                    if (watch != grown || !watch.isOneWrite(events) || Thread.currentThread() != thread) {
                        watch.file().noticed(watch.creations(events), !watch.entry().isFile());
                    }
                }
            }
            failing = false;
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) { // out of direct memory, or of descriptors
            if (!failing) { // once, not for each event: a log that is watched may be where this goes to
                failing = true;
                LOG.error("File events were lost; the poll makes up for them", e);
            }
        }
    }

    /**
     * What clients wait for comes first, before it is known what the events are: most say that a line was appended to the
     * same file as before.
     *
     * @return whose file has grown, or null
     */
    private DirectorySubscription publishGrowth(WatchKey key) {
        DirectorySubscription watch = likely;
        return watch != null && watch.key() == key && watch.file().publishGrowth() ? watch : null;
    }
}
