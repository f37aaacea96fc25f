package io.quarkiverse.tailsrv.runtime.input;

import java.util.concurrent.TimeUnit;

/**
 * How much the clients of one group may send behind their headers, all together: some as fast as it comes, then so much a
 * second. So what is thrown away takes little CPU time, even of hundreds of clients that send without end.
 */
public final class InputAllowance {

    /** So many bytes are thrown away as fast as they come, which costs some ten milliseconds. */
    public static final long STORE = 32 << 20;

    /** So many bytes a second after that. The store fills up again at the same rate. */
    static final long RATE = 1 << 20;

    /** To read a few bytes takes as long as to read so many. */
    static final int LEAST = 4 << 10;

    /** So many clients go on at once after a pause, which keeps others waiting for a millisecond or two. */
    static final int TOGETHER = 64;

    /** How long after them the next ones do. */
    static final long PHASE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long STORE_NANOS = STORE / RATE * SECOND_NANOS;
    private static final long LONGEST_NANOS = STORE_NANOS + TimeUnit.MILLISECONDS.toNanos(ClientInput.LONGEST_PAUSE_MILLIS);

    /** When the store is full again, in terms of {@link System#nanoTime()}. */
    private long due;
    private boolean used;
    private int paused;

    /** When in a round the pauses of one more client end, in nanoseconds. */
    long phase() {
        return paused++ / TOGETHER * PHASE_NANOS % ClientInput.ROUND_NANOS;
    }

    /**
     * @return for how many nanoseconds no more should be read from the client that has sent these bytes; 0 or less: go on
     */
    long take(int bytes, long now) {
        if (!used || due - now < 0) {
            used = true;
            due = now;
        }
        due += Math.max(bytes, LEAST) * SECOND_NANOS / RATE;
        if (due - now > LONGEST_NANOS) {
            due = now + LONGEST_NANOS; // so that what many have sent is not held against others for hours
        }
        return due - now - STORE_NANOS;
    }
}
