package io.quarkiverse.tailsrv.it.bench.scenario;

import java.time.Duration;
import java.util.List;

/**
 * All work that servers are given.
 */
public final class Scenarios {

    private Scenarios() {
    }

    public static List<String> groups() {
        return all().stream().map(Scenario::group).distinct().toList();
    }

    public static List<Scenario> all() {
        return all(1, Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    /** The same with less to do, and in far less time. */
    public static List<Scenario> quick() {
        return all(10, Duration.ofSeconds(2), Duration.ofSeconds(1));
    }

    /**
     * @param part of the bytes and the seconds that count
     */
    private static List<Scenario> all(int part, Duration duration, Duration warmUp) {
        return List.of(
                new CatchUp(1, 1024 / part, 5), // short: one run is noise
                new CatchUp(10, 1024 / part, 2),
                new CatchUp(100, 100 / part, 2),
                new Tail("clients", 1, 100, duration, warmUp),
                new Tail("clients", 10, 100, duration, warmUp),
                new Tail("clients", 100, 100, duration, warmUp),
                new Tail("clients", 1_000, 100, duration, warmUp),
                new Tail("tail", 1, 1_000, duration.multipliedBy(2), warmUp),
                new Tail("tail", 100, 1_000, duration, warmUp),
                new Tail("tail", 1_000, 200, duration, warmUp),
                new Tail("tail", 10_000, 10, duration, warmUp),
                new Tail("warm", 1, 1_000, duration.multipliedBy(4), warmUp.multipliedBy(5)),
                new Tail("warm", 100, 1_000, duration.multipliedBy(4), warmUp.multipliedBy(5)),
                new TlsTail(100, 1_000, duration, warmUp.multipliedBy(2)),
                new FirstMinute(1, 667, 60 / part),
                new FirstMinute(100, 667, 60 / part),
                new Idle(1, duration, warmUp),
                new Idle(10, duration, warmUp),
                new Idle(100, duration, warmUp),
                new Idle(1_000, duration, warmUp),
                new Idle(10_000, duration, warmUp),
                new Stalled(100, 1024, duration.multipliedBy(2), warmUp),
                new Allocation(100, 1_000, duration, warmUp),
                new Neighbours(1, 50_000, duration.multipliedBy(2), warmUp),
                new Neighbours(500, 50_000, duration.multipliedBy(2), warmUp),
                new Junk(50, duration, warmUp),
                new ManyServers(500, 2_500, duration, warmUp));
    }
}
