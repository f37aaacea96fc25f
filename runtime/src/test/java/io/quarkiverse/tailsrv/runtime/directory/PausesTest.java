package io.quarkiverse.tailsrv.runtime.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class PausesTest {

    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final long NOW = Long.MAX_VALUE - 5; // nanoseconds may overflow at any time

    private final Pauses pauses = new Pauses(LENGTH);

    @Test
    void lastAWhile() {
        pauses.begin("logs", NOW);
        assertThat(pauses.contain("logs", NOW)).isTrue();
        assertThat(pauses.contain("logs", NOW + LENGTH.toNanos() - 1)).isTrue();
        assertThat(pauses.contain("logs", NOW + LENGTH.toNanos())).isFalse();
    }

    @Test
    void areOfOneDirectory() {
        pauses.begin("logs", NOW);
        assertThat(pauses.contain("others", NOW)).isFalse();
        assertThat(pauses.contain(null, NOW)).isFalse();
    }
}
