package io.quarkiverse.tailsrv.runtime.directory;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.util.List;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.selection.FileSource;
import io.quarkiverse.tailsrv.runtime.thread.OneLine;

/**
 * The subscriptions to the events of all names that decide where one path leads. Used only by the thread that looks at the
 * file.
 */
public final class PathSubscriptions {

    private static final Logger LOG = Logger.getLogger(PathSubscriptions.class.getPackageName());

    private static final int ATTEMPTS = 10;

    /** At each so many polls the path is walked in any case: nothing else tells that a directory became a link to itself. */
    private static final int POLLS = 10;

    private final WatchedFile file;
    private final DirectoryWatches directories;
    private List<DirectorySubscription> all = List.of();
    private Path path;

    /** Whether there was one for each name, as of the last walk, and no event has raised doubts since. */
    private boolean complete;

    /** The file at the path, and how many polls have passed, since the last walk of a poll. */
    private Object walkedTo;
    private int polls;
    private boolean draining;

    /**
     * @param events null without file events
     */
    public PathSubscriptions(WatchedFile file, DirectoryEvents events) {
        this.file = file;
        this.directories = events == null ? null : events.watches();
    }

    /** Subscribes to the names that the path consists of now, and to those that match its pattern. */
    public void cover(FileSource source) {
        path = source.path();
        complete = false;
        if (directories != null) {
            try {
                List<PathEntry> entries = PathEntry.of(source);
                complete = entries.equals(all.stream().map(DirectorySubscription::entry).toList())
                        && DirectoryWatches.areInPlace(all);
                if (complete) {
                    return; // events tell if a link is changed since
                }
                for (int i = 0; i < ATTEMPTS; i++) {
                    all = directories.cover(file, entries, all);
                    List<PathEntry> covered = entries;
                    entries = PathEntry.of(source);
                    if (entries.equals(covered)) {
                        complete = all.size() == entries.size();
                        return; // otherwise the path changed before it was watched
                    }
                }
            } catch (IOException | ClosedWatchServiceException e) {
                LOG.debugf(e, "The path \"%s\" can't be watched", OneLine.of(source.path()));
            }
        }
    }

    /** Whether they are about the file that is chosen now, as of when they were covered. */
    public boolean areOf(FileSource source) {
        return source.path().equals(path);
    }

    /**
     * Whether this poll has to walk the path to subscribe anew, which takes longer than the rest of a look. Not as long as the
     * file is the same, and so are the directories.
     *
     * @param current stands for the file at the path: the same object as long as it is the same file; null if there is none
     */
    public boolean isWalkDue(Object current) {
        polls++;
        boolean due = !complete || current == null || current != walkedTo || polls >= POLLS
                || !DirectoryWatches.areInPlace(all);
        if (due) {
            walkedTo = current;
            polls = 0;
        }
        return due;
    }

    /** The next poll has to walk. */
    public void walkSoon() {
        complete = false;
    }

    /** Whether some of the events are given up for a while. */
    public boolean arePaused() {
        for (DirectorySubscription subscription : all) { // no stream: this runs at each look
            if (subscription.isPaused()) {
                return true;
            }
        }
        return false;
    }

    /**
     * An earlier file is still followed, or not any more. As long as it is, events of other names may be of it.
     *
     * @return whether this begins, so that an event may just have been missed
     */
    public boolean drain(boolean now) {
        boolean begins = now && !draining;
        if (now || draining) {
            all.forEach(subscription -> directories.drain(subscription, now));
            draining = now;
        }
        return begins;
    }

    public void drop() {
        all.forEach(subscription -> directories.drop(subscription));
        all = List.of();
    }
}
