package io.quarkiverse.tailsrv.runtime.directory;

import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.util.List;
import java.util.Objects;

/**
 * One name in a watched directory, and the file that its events concern.
 *
 * @param directoryKey the directory's identity; a watch key stays valid when its directory is moved away
 * @param key null while the directory's events are given up
 */
record DirectorySubscription(PathEntry entry, Object directoryKey, WatchKey key, WatchedFile file) {

    static DirectorySubscription paused(PathEntry entry, Object directoryKey, WatchedFile file) {
        return new DirectorySubscription(entry, directoryKey, null, file);
    }

    /** Whether the directory's events are given up for a while. */
    boolean isPaused() {
        return key == null;
    }

    boolean covers(PathEntry other) {
        return key != null && key.isValid() && entry.equals(other);
    }

    boolean covers(PathEntry other, Object otherKey) {
        return entry.equals(other) && isIn(otherKey);
    }

    /** Whether its events still come, and are those of the directory with this key. */
    boolean isIn(Object otherKey) {
        return key != null && key.isValid() && Objects.equals(directoryKey, otherKey); // null where there are no keys
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
     * Whether the events are nothing but writes to the file. So are changes of its attributes, which can't be told from them.
     */
    boolean areWrites(List<WatchEvent<?>> events) {
        if (!entry.isFile() || events.isEmpty()) {
            return false;
        }
        for (WatchEvent<?> event : events) { // no stream: this runs for each appended line
            if (!is(StandardWatchEventKinds.ENTRY_MODIFY, event)) {
                return false;
            }
        }
        return true;
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
