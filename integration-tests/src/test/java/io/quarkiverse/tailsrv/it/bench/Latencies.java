package io.quarkiverse.tailsrv.it.bench;

import java.util.Arrays;

/**
 * Every single delay, so that percentiles are exact.
 */
final class Latencies {

    private static final int FIRST_CAPACITY = 1 << 20;

    private long[] nanos = new long[FIRST_CAPACITY];
    private int count;
    private boolean sorted;

    void add(long delay) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = delay;
        sorted = false;
    }

    int count() {
        return count;
    }

    /**
     * @param percent of all delays that are no longer than this one, at the least
     */
    double micros(double percent) {
        if (count == 0) {
            throw new IllegalStateException("Nothing was measured");
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, count);
            sorted = true;
        }
        int rank = (int) Math.ceil(percent / 100 * count);
        return nanos[Math.max(rank, 1) - 1] / 1e3;
    }
}
