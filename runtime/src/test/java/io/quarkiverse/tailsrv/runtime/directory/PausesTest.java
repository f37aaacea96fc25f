package io.quarkiverse.tailsrv.runtime.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

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

    /** Each attempt to have the events again costs some milliseconds. */
    @Test
    void areTwiceAsLongEachTimeUpToALimit() {
        long now = NOW;
        for (int seconds : new int[] { 10, 20, 40, 60, 60 }) {
            long length = TimeUnit.SECONDS.toNanos(seconds);
            pauses.begin("logs", now);
            assertThat(pauses.contain("logs", now + length - 1)).isTrue();
            assertThat(pauses.contain("logs", now + length)).isFalse();
            now += length + TimeUnit.SECONDS.toNanos(2); // until it is noticed that nothing has changed
        }
    }

    @Test
    void areNoLongerForWhatComesDuringOne() {
        pauses.begin("logs", NOW);
        long later = NOW + LENGTH.toNanos() / 2;
        pauses.begin("logs", later);
        assertThat(pauses.contain("logs", later + LENGTH.toNanos() - 1)).isTrue();
        assertThat(pauses.contain("logs", later + LENGTH.toNanos())).isFalse();
    }

    @Test
    void areShortAgainAfterAQuietTime() {
        pauses.begin("logs", NOW);
        long later = NOW + 2 * LENGTH.toNanos();
        pauses.begin("logs", later);
        assertThat(pauses.contain("logs", later + LENGTH.toNanos())).isFalse();
    }

    @Test
    void areOfOneDirectory() {
        pauses.begin("logs", NOW);
        assertThat(pauses.contain("others", NOW)).isFalse();
        assertThat(pauses.contain(null, NOW)).isFalse();
    }
}
