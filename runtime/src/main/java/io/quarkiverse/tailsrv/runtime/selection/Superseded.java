package io.quarkiverse.tailsrv.runtime.selection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.file.FileOpener;
import io.quarkiverse.tailsrv.runtime.file.FilePart;
import io.quarkiverse.tailsrv.runtime.file.FileStatus;
import io.quarkiverse.tailsrv.runtime.file.Fingerprint;
import io.quarkiverse.tailsrv.runtime.thread.OneLine;

/**
 * The files that were the newest before. A late write makes one the last that was written to, but does not make it new: that
 * takes another file of its name, or one that has been cut since. If it is as long again when it is looked at, its first bytes
 * tell.
 */
final class Superseded {

    private static final Logger LOG = Logger.getLogger(Superseded.class.getPackageName());

    /** As many as can be written to late. */
    private static final int MOST = 64;

    private record Past(FileStatus status, ByteBuffer head) {
    }

    private final FileOpener opener = new FileOpener();
    private final Map<Path, Past> last = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Past> eldest) {
            return size() > MOST;
        }
    };

    /** @param match null if it is gone */
    void add(Match match) {
        if (match != null) {
            last.remove(match.name()); // to be the youngest
            last.put(match.name(), past(match));
        }
    }

    /** Whether it still is what it was then. If not, it counts as new from now on. */
    boolean contains(Match match) {
        Past before = last.get(match.name());
        boolean same = before != null && isSame(before, match);
        if (before != null && !same) {
            last.remove(match.name());
        }
        return same;
    }

    private boolean isSame(Past before, Match match) {
        FileStatus now = match.status();
        if (!before.status.identity().equals(now.identity()) || now.size() < before.status.size()) {
            return false;
        }
        if (before.status.size() == 0 && now.size() > 0) {
            return false; // nothing of it was served
        }
        if (before.status.modified().equals(now.modified())) {
            return true;
        }
        last.replace(match.name(), new Past(now, before.head)); // it is not read again until it is written to again
        try {
            return head(match, before.head.limit()).equals(before.head);
        } catch (IOException e) {
            LOG.debugf(e, "\"%s\" can't be compared", OneLine.of(match.path()));
            return true; // an error does not make it new
        }
    }

    private Past past(Match match) {
        try {
            return new Past(match.status(), head(match, match.status().size()));
        } catch (IOException e) {
            LOG.debugf(e, "\"%s\" can't be remembered", OneLine.of(match.path()));
            return new Past(match.status(), ByteBuffer.allocate(0)); // its length has to do
        }
    }

    /** Its first bytes, at most so many. */
    private ByteBuffer head(Match match, long length) throws IOException {
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(Fingerprint.LENGTH, length));
        if (head.hasRemaining()) {
            try (FileChannel channel = opener.open(match.path())) {
                FilePart.read(channel, 0, head);
            }
        }
        return head.flip();
    }
}
