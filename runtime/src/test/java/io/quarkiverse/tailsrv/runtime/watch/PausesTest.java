package io.quarkiverse.tailsrv.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PausesTest {

    private static final long NOW = Long.MAX_VALUE - 5; // nanoseconds may overflow at any time

    private final Pauses pauses = new Pauses();

    @Test
    void lastAWhile() {
        pauses.begin("logs", NOW);
        assertThat(pauses.contain("logs", NOW)).isTrue();
        assertThat(pauses.contain("logs", NOW + Pauses.LENGTH_NANOS - 1)).isTrue();
        assertThat(pauses.contain("logs", NOW + Pauses.LENGTH_NANOS)).isFalse();
    }

    @Test
    void areOfOneDirectory() {
        pauses.begin("logs", NOW);
        assertThat(pauses.contain("others", NOW)).isFalse();
        assertThat(pauses.contain(null, NOW)).isFalse();
    }
}
