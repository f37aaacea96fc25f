package io.quarkiverse.tailsrv.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.it.bench.figures.Figure;
import io.quarkiverse.tailsrv.it.bench.process.Contender;

class TableTest {

    private static final Contender APP = Contender.of("app", List.of("java"));
    private static final Contender PEER = Contender.of("peer", List.of("peer"));

    private final Results results = new Results();

    @Test
    void comparesTheFirstWithTheOthers() {
        put(APP, Figure.MEDIAN, 900, 1_100, 1_000);
        put(PEER, Figure.MEDIAN, 2_000, 4_000, 1_000);
        put(APP, Figure.CPU, 0.5);
        put(PEER, Figure.CPU, 0.25);
        assertThat(print()).containsExactly(
                "| Work | Figure | app | peer |",
                "|---|---|--:|--:|",
                "| tail, 1,000 clients | p50, µs | 1,000 ±10% | 2,000 (0.50) |",
                "|  | CPU, s | 0.50 | 0.25 (2.00) |");
    }

    @Test
    void comparesNothingWithWhatIsNotThere() {
        put(APP, Figure.MEDIAN, 900);
        put(PEER, Figure.P99, 2_000);
        put(APP, Figure.MEMORY_GROWTH, -3);
        put(PEER, Figure.MEMORY_GROWTH, 0);
        assertThat(print()).endsWith(
                "| tail, 1,000 clients | p50, µs | 900 | - |",
                "|  | p99, µs | - | 2,000 |",
                "|  | memory for all of them, MiB | -3.0 | 0.0 |");
    }

    private void put(Contender contender, Figure figure, double... values) {
        for (double value : values) {
            results.of(TestScenario.TAIL, contender).put(figure, value);
        }
    }

    private List<String> print() {
        return new Table(results, List.of("app", "peer")).print().lines().toList();
    }
}
