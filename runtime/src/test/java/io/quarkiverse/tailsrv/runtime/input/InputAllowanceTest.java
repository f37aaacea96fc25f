package io.quarkiverse.tailsrv.runtime.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class InputAllowanceTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int STORE = (int) InputAllowance.STORE;
    private static final int RATE = (int) InputAllowance.RATE;

    /** Nanoseconds may overflow at any time. */
    private long now = Long.MAX_VALUE - SECOND;

    private final InputAllowance allowance = new InputAllowance();

    @Test
    void takesAStoreAsFastAsItComes() {
        assertThat(allowance.take(STORE / 2, now)).isNotPositive();
        assertThat(allowance.take(STORE / 2, now)).isNotPositive();
        assertThat(allowance.take(RATE, now)).isEqualTo(SECOND);
    }

    @Test
    void takesMoreAtTheRate() {
        allowance.take(STORE, now);
        for (int i = 0; i < 10; i++) {
            assertThat(allowance.take(RATE / 4, now)).isEqualTo(SECOND / 4);
            now += SECOND / 4;
        }
    }

    /** Each waits for all that came before. */
    @Test
    void isForAllTogether() {
        allowance.take(STORE, now);
        for (int client = 1; client <= 10; client++) {
            assertThat(allowance.take(RATE / 8, now)).isEqualTo(client * SECOND / 8);
        }
    }

    @Test
    void countsAReadAsMuch() {
        allowance.take(STORE, now);
        assertThat(allowance.take(1, now)).isEqualTo(nanos(InputAllowance.LEAST));
    }

    private static long nanos(int bytes) {
        return bytes * SECOND / RATE;
    }

    /** Those who come later do not wait for hours. */
    @Test
    void forgetsWhatIsTooMuch() {
        for (int i = 0; i < 100; i++) {
            allowance.take(STORE, now);
        }
        now += STORE / RATE * SECOND + ClientInput.LONGEST_PAUSE_MILLIS * (SECOND / 1_000);
        assertThat(allowance.take(STORE, now)).isNotPositive();
    }

    /** However many go on at the end of a pause, nobody else waits for all of them. */
    @Test
    void hasFewGoOnAtOnce() {
        Map<Long, Integer> clients = new TreeMap<>();
        for (int i = 0; i < 10 * InputAllowance.TOGETHER; i++) {
            clients.merge(allowance.phase(), 1, Integer::sum);
        }
        assertThat(clients).hasSize(10).allSatisfy((phase, count) -> {
            assertThat(phase).isBetween(0L, ClientInput.ROUND_NANOS - 1);
            assertThat(count).isEqualTo(InputAllowance.TOGETHER);
        });
    }

    @Test
    void fillsUpAgain() {
        allowance.take(STORE, now);
        now += STORE / RATE * SECOND + SECOND;
        assertThat(allowance.take(STORE, now)).isNotPositive();
        assertThat(allowance.take(RATE, now)).isEqualTo(SECOND);
    }
}
