package io.quarkiverse.tailsrv.runtime.directory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Directories whose events are given up for a while. For any thread.
 */
final class Pauses {

    private final long lengthNanos;

    /** When each has begun, by the directory's key. */
    private final Map<Object, Long> begins = new ConcurrentHashMap<>();

    Pauses(Duration length) {
        this.lengthNanos = length.toNanos();
    }

    /**
     * @param now in terms of {@link System#nanoTime()}
     */
    void begin(Object directoryKey, long now) {
        begins.values().removeIf(begin -> isOver(begin, now));
        begins.put(directoryKey, now);
    }

    /**
     * @param directoryKey null where the file system has no keys: no pause begins there
     */
    boolean contain(Object directoryKey, long now) {
        Long begin = directoryKey == null ? null : begins.get(directoryKey);
        return begin != null && !isOver(begin, now);
    }

    private boolean isOver(long begin, long now) {
        return now - begin >= lengthNanos;
    }
}
