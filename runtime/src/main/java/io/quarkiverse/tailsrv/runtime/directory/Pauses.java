package io.quarkiverse.tailsrv.runtime.directory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Directories whose events are given up for a while, and for twice as long each time that this was in vain. For any thread.
 */
final class Pauses {

    private static final int MOST = 6;

    private final long lengthNanos;

    /** The last one of each, by the directory's key. */
    private final Map<Object, Pause> pauses = new ConcurrentHashMap<>();

    private record Pause(long begin, long length) {

        boolean isOver(long now) {
            return now - begin >= length;
        }

        /** Whether this is so long ago that one that begins now has most likely nothing to do with it. */
        boolean isForgotten(long now) {
            return now - begin >= 2 * length;
        }
    }

    /**
     * @param length of the first one; none is more than {@value #MOST} times as long
     */
    Pauses(Duration length) {
        this.lengthNanos = length.toNanos();
    }

    /**
     * @param now in terms of {@link System#nanoTime()}
     */
    void begin(Object directoryKey, long now) {
        pauses.values().removeIf(pause -> pause.isForgotten(now));
        pauses.merge(directoryKey, new Pause(now, lengthNanos), (before, first) -> new Pause(now,
                before.isOver(now) ? Math.min(2 * before.length, MOST * lengthNanos) : before.length));
    }

    /**
     * @param directoryKey null where the file system has no keys: no pause begins there
     */
    boolean contain(Object directoryKey, long now) {
        Pause pause = directoryKey == null ? null : pauses.get(directoryKey);
        return pause != null && !pause.isOver(now);
    }
}
