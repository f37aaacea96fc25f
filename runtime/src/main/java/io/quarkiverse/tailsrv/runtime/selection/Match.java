package io.quarkiverse.tailsrv.runtime.selection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.file.FileStatus;
import io.quarkiverse.tailsrv.runtime.thread.OneLine;

/**
 * A file that matches the pattern.
 */
record Match(Path path, FileStatus status) {

    private static final Logger LOG = Logger.getLogger(Match.class.getPackageName());

    static final Comparator<Match> BY_NAME = Comparator.comparing(Match::text, NaturalOrder.INSTANCE);
    static final Comparator<Match> BY_TIME = Comparator.comparing((Match match) -> match.status.modified())
            .thenComparing(BY_NAME);

    /**
     * As {@link #BY_TIME}, but of files of the same time those come first whose names follow this one's, and then, as when the
     * names are used again, those before it.
     */
    static Comparator<Match> byTimeAfter(Match current) {
        return Comparator.comparing((Match match) -> match.status.modified())
                .thenComparing(match -> current != null && BY_NAME.compare(match, current) < 0)
                .thenComparing(BY_NAME);
    }

    /** @return null if there is no file, or what is there can't be served */
    static Match at(Path path) {
        try {
            return new Match(path, FileStatus.of(path));
        } catch (IOException e) {
            LOG.debugf(e, "\"%s\" is passed over", OneLine.of(path));
            return null;
        }
    }

    /** Whether it is the same file, but with an older time than it had. */
    boolean isSameSetBack(Match before) {
        return status.identity().equals(before.status.identity()) && status.modified().compareTo(before.status.modified()) < 0;
    }

    Path name() {
        return path.getFileName();
    }

    String text() {
        return name().toString();
    }

    boolean isEmpty() {
        return status.size() == 0;
    }
}
