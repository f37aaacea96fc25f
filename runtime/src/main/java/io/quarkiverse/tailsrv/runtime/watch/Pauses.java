package io.quarkiverse.tailsrv.runtime.watch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Directories whose events are given up for a while. For any thread.
 */
final class Pauses {

    /** What begins anew once it is over, only to find that nothing has changed, takes some 12 milliseconds of CPU time. */
    static final long LENGTH_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** When each has begun, by the directory's key. */
    private final Map<Object, Long> begins = new ConcurrentHashMap<>();

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

    private static boolean isOver(long begin, long now) {
        return now - begin >= LENGTH_NANOS;
    }
}
