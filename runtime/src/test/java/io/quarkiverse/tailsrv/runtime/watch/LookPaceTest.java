package io.quarkiverse.tailsrv.runtime.watch;

import static io.quarkiverse.tailsrv.runtime.watch.LookPace.LONG_NANOS;
import static io.quarkiverse.tailsrv.runtime.watch.LookPace.MEMORY_NANOS;
import static io.quarkiverse.tailsrv.runtime.watch.LookPace.SEVERAL;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookPaceTest {

    private final LookPace pace = new LookPace();
    private long now;

    @Test
    void oneLongLookMayBeAPauseOfTheProcess() {
        looks(SEVERAL - 1, LONG_NANOS + 1);
        looks(1000, LONG_NANOS);
        assertThat(pace.isSlow()).isFalse();
    }

    /** In between, the system may answer from a cache. */
    @ParameterizedTest
    @ValueSource(longs = { Long.MIN_VALUE, -1, 0, Long.MAX_VALUE })
    void severalLongLooksAreSlow(long begin) {
        now = begin;
        for (int i = 0; i < SEVERAL; i++) {
            looks(1, LONG_NANOS + 1);
            looks(100, 1);
        }
        assertThat(pace.isSlow()).isTrue();
    }

    @Test
    void longLooksAreForgottenAfterAMinuteWithoutOne() {
        looks(SEVERAL, LONG_NANOS + 1);
        now += MEMORY_NANOS;
        looks(1, 1);
        assertThat(pace.isSlow()).isTrue();
        now++;
        looks(1, 1);
        assertThat(pace.isSlow()).isFalse();
        looks(SEVERAL - 1, LONG_NANOS + 1);
        assertThat(pace.isSlow()).isFalse();
    }

    private void looks(int times, long nanos) {
        for (int i = 0; i < times; i++) {
            pace.took(nanos, now);
        }
    }
}
