package io.quarkiverse.tailsrv.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.it.bench.figures.Latencies;

class StatisticsTest {

    @Test
    void theMedianIsInTheMiddle() {
        assertThat(series(5, 1, 2).median()).isEqualTo(2);
        assertThat(series(5, 1, 2, 4).median()).isEqualTo(3);
        assertThat(series(7).median()).isEqualTo(7);
    }

    @Test
    void theSpreadIsHalfOfTheRange() {
        assertThat(series(8, 10, 14).spread()).isEqualTo(0.3);
        assertThat(series(10, 10).spread()).isZero();
    }

    @Test
    void percentilesAreThoseOfWhatWasMeasured() {
        Latencies latencies = new Latencies();
        for (int i = 100; i >= 1; i--) {
            latencies.add(i * 1_000);
        }
        assertThat(latencies.count()).isEqualTo(100);
        assertThat(latencies.micros(50)).isEqualTo(50);
        assertThat(latencies.micros(99)).isEqualTo(99);
        assertThat(latencies.micros(99.5)).isEqualTo(100);
        assertThat(latencies.micros(0)).isEqualTo(1);
        latencies.add(500);
        assertThat(latencies.micros(0)).isEqualTo(0.5);
    }

    @Test
    void nothingHasNoPercentiles() {
        assertThatThrownBy(() -> new Latencies().micros(50)).isInstanceOf(IllegalStateException.class);
    }

    static Series series(double... values) {
        Series series = new Series();
        for (double value : values) {
            series.add(value);
        }
        return series;
    }
}
