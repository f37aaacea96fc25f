package io.quarkiverse.tailsrv.runtime.selection;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.quarkiverse.tailsrv.runtime.file.FileStatus;

/**
 * The files that were the newest before. A late write makes one the last that was written to, but does not make it new: that
 * takes another file of its name, or one that has been cut since.
 */
final class Superseded {

    /** As many as can be written to late. */
    private static final int MOST = 64;

    private final Map<Path, FileStatus> last = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, FileStatus> eldest) {
            return size() > MOST;
        }
    };

    /** @param match null if it is gone */
    void add(Match match) {
        if (match != null) {
            last.remove(match.name()); // to be the youngest
            last.put(match.name(), match.status());
        }
    }

    /** Whether it still is what it was then. If not, it counts as new from now on. */
    boolean contains(Match match) {
        FileStatus before = last.get(match.name());
        boolean same = before != null && before.identity().equals(match.status().identity())
                && match.status().size() >= before.size();
        if (before != null && !same) {
            last.remove(match.name());
        }
        return same;
    }
}
