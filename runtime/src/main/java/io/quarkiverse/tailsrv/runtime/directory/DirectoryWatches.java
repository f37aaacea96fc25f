package io.quarkiverse.tailsrv.runtime.directory;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.file.FileErrors;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;
import io.quarkiverse.tailsrv.runtime.thread.OneLine;

/**
 * The directories that are watched, each with who has subscribed to its events. For any thread.
 */
final class DirectoryWatches {

    private static final Logger LOG = Logger.getLogger(DirectoryWatches.class.getPackageName());
    private static final AsyncLog ASYNC_LOG = AsyncLog.of(DirectoryWatches.class);

    private final WatchService service;
    private final Pauses pauses;
    private final Consumer<DirectorySubscription> dropped;
    private final Map<WatchKey, DirectoryWatch> watches = new ConcurrentHashMap<>();
    private final AtomicBoolean denialReported = new AtomicBoolean();
    private final AtomicBoolean limitReported = new AtomicBoolean();

    /**
     * @param dropped told of each subscription that ends
     */
    DirectoryWatches(WatchService service, Pauses pauses, Consumer<DirectorySubscription> dropped) {
        this.service = service;
        this.pauses = pauses;
        this.dropped = dropped;
    }

    /** The directory with that key, or null if its events are not wanted any more. */
    DirectoryWatch find(WatchKey key) {
        return watches.get(key);
    }

    /** Has events delivered again of which a thread was told, but which it did not read. */
    void redeliver() {
        watches.keySet().forEach(WatchKey::reset);
    }

    /**
     * Subscribes to the events of these entries, again if a directory was moved or created anew.
     *
     * @param before the file's subscriptions so far
     * @return the file's subscriptions from now on
     */
    List<DirectorySubscription> cover(WatchedFile file, List<PathEntry> entries, List<DirectorySubscription> before) {
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
    static boolean areInPlace(List<DirectorySubscription> subscriptions) {
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
    void drain(DirectorySubscription watch, boolean now) {
        DirectoryWatch directory = watch.isPaused() ? null : watches.get(watch.key());
        if (directory != null) {
            directory.drain(watch, now);
        }
    }

    /** Ends a subscription, and with the last one in a directory the directory's events. */
    void drop(DirectorySubscription watch) {
        dropped.accept(watch);
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

    /**
     * Gives the directory's events up for a while, since hardly any is of use, and each costs us as well as whoever causes it.
     */
    void pause(WatchKey key, DirectoryWatch directory) {
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
}
