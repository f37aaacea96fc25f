package io.quarkiverse.tailsrv.it.bench;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.tailsrv.it.bench.figures.Figure;
import io.quarkiverse.tailsrv.it.bench.figures.Measurements;
import io.quarkiverse.tailsrv.it.bench.process.Contender;
import io.quarkiverse.tailsrv.it.bench.scenario.Scenario;

/**
 * All that was measured, in the order in which it was.
 */
final class Results {

    /**
     * What was measured of each server.
     *
     * @param second or {@link #WHOLE}
     */
    record Row(Scenario scenario, Figure figure, int second) {

        /** Stands for the whole time that the scenario takes. */
        static final int WHOLE = 0;
    }

    private final Map<Row, Map<String, Series>> rows = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();

    Measurements of(Scenario scenario, Contender contender) {
        return new Measurements() {
            @Override
            public void put(Figure figure, double value) {
                put(figure, Row.WHOLE, value);
            }

            @Override
            public void put(Figure figure, int second, double value) {
                rows.computeIfAbsent(new Row(scenario, figure, second), row -> new LinkedHashMap<>())
                        .computeIfAbsent(contender.name(), name -> new Series()).add(value);
            }

            @Override
            public void note(String text) {
                Results.this.note(scenario.name() + ": " + contender.name() + ": " + text);
            }
        };
    }

    void note(String text) {
        notes.add(text);
    }

    Map<Row, Map<String, Series>> rows() {
        return rows;
    }

    Set<String> notes() {
        return notes;
    }
}
