package io.quarkiverse.tailsrv.it.bench;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * All that was measured, in the order in which it was.
 */
final class Results {

    /** A line of the table. */
    record Row(String scenario, Figure figure) {
    }

    private final Map<Row, Map<String, Series>> rows = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();

    Measurements of(Scenario scenario, Contender contender) {
        return new Measurements() {
            @Override
            public void put(Figure figure, double value) {
                rows.computeIfAbsent(new Row(scenario.name(), figure), row -> new LinkedHashMap<>())
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
