package io.quarkiverse.tailsrv.it.bench;

/**
 * What is measured of a server.
 */
enum Figure {

    THROUGHPUT("throughput, GB/s", 2),
    CPU("CPU, s", 2),
    MEDIAN("p50, µs", 0),
    P99("p99, µs", 0),
    P99_ALONE("p99 without them, µs", 0),
    CONNECT("all connected, s", 2),
    IDLE_CPU("CPU, % of a core", 1),
    CLIENT_MEMORY("memory of each, KiB", 1),
    MEMORY_GROWTH("memory for all of them, MiB", 1),
    ALLOCATED_PER_LINE("allocated for a line, all threads, bytes", 0),
    ALLOCATED_PER_DELIVERY("of that by event loops, for each client, bytes", 0);

    final String label;
    final int decimals;

    Figure(String label, int decimals) {
        this.label = label;
        this.decimals = decimals;
    }
}
