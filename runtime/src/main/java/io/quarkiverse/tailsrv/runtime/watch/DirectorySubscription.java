package io.quarkiverse.tailsrv.runtime.watch;

import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.util.List;
import java.util.Objects;

/**
 * One name in a watched directory, and the schedule of the file that its events concern.
 *
 * @param directoryKey the directory's identity; a watch key stays valid when its directory is moved away
 * @param key null while the directory's events are given up
 */
record DirectorySubscription(PathEntry entry, Object directoryKey, WatchKey key, FollowerSchedule file) {

    static DirectorySubscription paused(PathEntry entry, Object directoryKey, FollowerSchedule file) {
        return new DirectorySubscription(entry, directoryKey, null, file);
    }

    boolean isPaused() {
        return key == null;
    }

    boolean covers(PathEntry other) {
        return key != null && key.isValid() && entry.equals(other);
    }

    boolean covers(PathEntry other, Object otherKey) {
        return covers(other) && Objects.equals(directoryKey, otherKey); // null where the file system has no keys
    }

    /** Tells the file's source of all names, and returns whether it may choose another one now. */
    boolean changesChoice(List<WatchEvent<?>> events) {
        boolean may = false;
        for (WatchEvent<?> event : events) {
            if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
                file.source().eventsLost();
                may = true;
            } else if (event.kind() != StandardWatchEventKinds.ENTRY_DELETE) {
                may |= file.source().noticed((Path) event.context());
            }
        }
        return may;
    }

    /**
     * Whether the only event of its name is one write to the file. If growth is published after the event came, that
     * explains it: a rewrite causes the same event, but is not published.
     */
    boolean isOneWrite(List<WatchEvent<?>> events) {
        return entry.isFile() && events.size() == 1 && events.get(0).count() == 1
                && is(StandardWatchEventKinds.ENTRY_MODIFY, events.get(0));
    }

    /** How many files were created at the path. 0 if this is a symbolic link on the way to it. */
    int creations(List<WatchEvent<?>> events) {
        int creations = 0;
        if (entry.isFile()) {
            for (WatchEvent<?> event : events) { // no stream: this runs for each appended line
                creations += is(StandardWatchEventKinds.ENTRY_CREATE, event) ? event.count() : 0;
            }
        }
        return creations;
    }

    private boolean is(WatchEvent.Kind<?> kind, WatchEvent<?> event) {
        return event.kind() == kind && entry.name().equals(event.context());
    }
}
