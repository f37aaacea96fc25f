package io.quarkiverse.tailsrv.runtime.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {

    @ParameterizedTest
    @CsvSource({ "0, 100", "1, 100", "2, 200", "3, 400", "10, 30000", "1000000, 30000" })
    void doublesUpToTheLongest(int failures, long longest) {
        BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(30), 0);
        Set<Duration> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Duration pause = backOff.pause(failures);
            assertThat(pause.toMillis()).isBetween(longest / 2, longest);
            seen.add(pause);
        }
        assertThat(seen).as("jitter").hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @CsvSource({ "0, 1000, false", "1, 0, false", "1, 1, true", "3, 2, false", "3, 3, true" })
    void givesUp(int maxAttempts, int failures, boolean exhausted) {
        BackOff backOff = new BackOff(Duration.ofNanos(1), Duration.ofNanos(1), maxAttempts);
        assertThat(backOff.isExhausted(failures)).isEqualTo(exhausted);
        assertThat(backOff.pause(failures)).isEqualTo(Duration.ofMillis(1));
    }
}
