package io.quarkiverse.tailsrv.runtime.connection;

import java.util.concurrent.TimeUnit;

/**
 * How much the clients of one group may send behind their headers, all together: some as fast as it comes, then so much a
 * second. So what is thrown away takes little CPU time, however many they are.
 */
final class InputAllowance {

    /** So many bytes are thrown away as fast as they come, which costs some ten milliseconds. */
    static final long STORE = 32 << 20;

    /** A second, from then on, and as fast the store fills up again. */
    static final long RATE = 2 << 20;

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long STORE_NANOS = STORE / RATE * SECOND_NANOS;

    /** When all that has come would have come at the rate, in terms of {@link System#nanoTime()}. */
    private long due;
    private boolean used;

    /**
     * @return for how many nanoseconds no more should be read from the client that has sent these bytes; 0 or less: go on
     */
    long take(int bytes, long now) {
        if (!used || due - now < 0) {
            used = true;
            due = now;
        }
        due += bytes * SECOND_NANOS / RATE;
        return due - now - STORE_NANOS;
    }
}
