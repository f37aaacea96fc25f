package io.quarkiverse.tailsrv.it.bench;

import java.time.Duration;
import java.util.List;

/**
 * All work that servers are given.
 */
final class Scenarios {

    private Scenarios() {
    }

    static List<String> groups() {
        return all().stream().map(Scenario::group).distinct().toList();
    }

    static List<Scenario> all() {
        Duration warmUp = Duration.ofSeconds(6);
        Duration duration = Duration.ofSeconds(5);
        return List.of(
                new CatchUp(1, 1024, 5), // short: one run is noise
                new CatchUp(10, 1024, 2),
                new CatchUp(100, 100, 2),
                new Tail(1, 1_000, duration.multipliedBy(2), warmUp),
                new Tail(100, 1_000, duration, warmUp),
                new Tail(1_000, 200, duration, warmUp),
                new Tail(10_000, 10, duration, warmUp),
                new Idle(10_000, duration, warmUp),
                new Stalled(100, 1024, duration.multipliedBy(2), warmUp),
                new Allocation(100, 1_000, duration, warmUp));
    }

    /** The same, in a tenth of the time. */
    static List<Scenario> quick() {
        Duration warmUp = Duration.ofSeconds(1);
        Duration duration = Duration.ofSeconds(2);
        return List.of(
                new CatchUp(1, 100, 2),
                new CatchUp(10, 100, 1),
                new CatchUp(100, 10, 1),
                new Tail(1, 1_000, duration, warmUp),
                new Tail(100, 1_000, duration, warmUp),
                new Tail(1_000, 200, duration, warmUp),
                new Tail(10_000, 10, duration, warmUp),
                new Idle(10_000, duration, warmUp),
                new Stalled(100, 1024, duration, warmUp),
                new Allocation(100, 1_000, duration, warmUp));
    }
}
