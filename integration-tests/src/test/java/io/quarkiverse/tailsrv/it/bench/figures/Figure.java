package io.quarkiverse.tailsrv.it.bench.figures;

/**
 * What is measured of a server.
 */
public enum Figure {

    THROUGHPUT("throughput, GB/s", 2),
    CPU("CPU, s", 2),
    CPU_SHARE("CPU, % of a core", 1),
    MEDIAN("p50, µs", 0),
    P99("p99, µs", 0),
    P99_ALONE("p99 without them, µs", 0),
    CONNECT("all connected, s", 2),
    CLIENT_MEMORY("memory of each, KiB", 1),
    MEMORY("memory of the server, MiB", 1),
    MEMORY_GROWTH("memory for all of them, MiB", 1),
    NEIGHBOUR("what each of the others' writes takes more, µs", 2),
    HTTP("HTTP, p50, µs", 0),
    HTTP_ALONE("HTTP without them, p50, µs", 0),
    START_CPU("CPU of the start, ms for each server", 1),
    METRICS("a scrape of /q/metrics, ms", 0),
    READINESS("a check of /q/health/ready, ms", 0),
    ALLOCATED_PER_LINE("allocated for a line, all threads, bytes", 0),
    ALLOCATED_PER_DELIVERY("of that by event loops, for each client, bytes", 0);

    public final String label;
    public final int decimals;

    Figure(String label, int decimals) {
        this.label = label;
        this.decimals = decimals;
    }
}
