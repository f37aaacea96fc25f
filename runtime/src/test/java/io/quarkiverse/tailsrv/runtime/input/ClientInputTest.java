package io.quarkiverse.tailsrv.runtime.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class ClientInputTest {

    private static final long ROUND = ClientInput.ROUND_NANOS;
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(ClientInput.LONGEST_PAUSE_MILLIS);

    @Property
    void pausesUntilARoundEnds(@ForAll @LongRange(min = ROUND, max = 20 * ROUND) long due,
            @ForAll @LongRange(min = 0, max = ROUND - 1) long phase,
            @ForAll @LongRange(min = Long.MIN_VALUE / 2, max = Long.MAX_VALUE / 2) long now) {
        long pause = ClientInput.pause(due, now, phase);
        assertThat(pause).isBetween(Math.min(due, LONGEST - ROUND), LONGEST);
        assertThat((now + pause - phase) % ROUND).isZero();
    }
}
