package io.quarkiverse.tailsrv.it.bench.load;

import java.lang.management.ManagementFactory;

import io.quarkiverse.tailsrv.it.bench.figures.Measurements;

/**
 * How long something took, and how busy the thread that is all clients was with it: were it busy all the time, it would be
 * what is measured.
 */
public final class LoadMeter {

    private static final double BUSY = 0.9;

    private final long begin = System.nanoTime();
    private final long cpuBegin = cpuTime();

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    public double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    public void report(Measurements measurements) {
        double busy = (cpuTime() - cpuBegin) / 1e9 / seconds();
        if (busy > BUSY) {
            measurements.note("the load client was busy all the time, and may be what was measured");
        }
    }
}
