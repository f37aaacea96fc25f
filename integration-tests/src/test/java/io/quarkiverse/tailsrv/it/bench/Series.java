package io.quarkiverse.tailsrv.it.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One figure of one server, as often as it was measured.
 */
final class Series {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    List<Double> values() {
        return Collections.unmodifiableList(values);
    }

    int size() {
        return values.size();
    }

    /** Half of how far the lowest and the highest are apart, as a part of the median. */
    double spread() {
        double lowest = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double highest = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return (highest - lowest) / 2 / Math.abs(median());
    }
}
