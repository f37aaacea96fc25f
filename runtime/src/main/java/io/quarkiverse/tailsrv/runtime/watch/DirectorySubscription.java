package io.quarkiverse.tailsrv.runtime.watch;

import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.util.List;

/**
 * One name of a watched directory and the file that wants to hear of it.
 *
 * @param directoryKey the directory's own identity, since a key stays valid when its directory is moved away
 */
record DirectorySubscription(PathEntry entry, Object directoryKey, WatchKey key, FollowerSchedule file) {

    boolean covers(PathEntry other) {
        return key.isValid() && entry.equals(other);
    }

    boolean concerns(List<WatchEvent<?>> events) {
        if (file.isDraining()) {
            return true; // what is drained goes by another name by now
        }
        Path name = entry.name();
        for (WatchEvent<?> event : events) {
            if (name.equals(event.context()) || event.kind() == StandardWatchEventKinds.OVERFLOW) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the file was written to once and nothing else is to be looked at. If growth was published since the first of
     * these events came, they told of that: a rewrite, of which they may tell in the same way, would not have been published.
     */
    boolean isOneWrite(List<WatchEvent<?>> events) {
        return entry.isFile() && !file.isDraining() && events.size() == 1 && events.get(0).count() == 1
                && is(StandardWatchEventKinds.ENTRY_MODIFY, events.get(0));
    }

    /** How many files have come to the path: 0 if this is a link on its way, whose changes say nothing of that. */
    int creations(List<WatchEvent<?>> events) {
        int creations = 0;
        if (entry.isFile()) {
            for (WatchEvent<?> event : events) { // for each line that is appended, so without the litter of a stream
                creations += is(StandardWatchEventKinds.ENTRY_CREATE, event) ? event.count() : 0;
            }
        }
        return creations;
    }

    private boolean is(WatchEvent.Kind<?> kind, WatchEvent<?> event) {
        return event.kind() == kind && entry.name().equals(event.context());
    }
}
