package io.quarkiverse.tailsrv.it.bench.figures;

import java.util.Arrays;

/**
 * Every single delay, so that percentiles are exact.
 */
public final class Latencies {

    private static final int FIRST_CAPACITY = 1 << 20;

    private long[] nanos = new long[FIRST_CAPACITY];
    private int count;
    private boolean sorted;

    public void add(long delay) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = delay;
        sorted = false;
    }

    public void addAll(Latencies others) {
        for (int i = 0; i < others.count; i++) {
            add(others.nanos[i]);
        }
    }

    public int count() {
        return count;
    }

    /**
     * @param percent of all delays that are no longer than this one, at the least
     */
    public double micros(double percent) {
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

    /** The median, and the slowest of a hundred. */
    public void report(Measurements measurements) {
        measurements.put(Figure.MEDIAN, micros(50));
        measurements.put(Figure.P99, micros(99));
    }
}
