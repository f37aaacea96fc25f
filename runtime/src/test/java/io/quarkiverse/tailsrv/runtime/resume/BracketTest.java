package io.quarkiverse.tailsrv.runtime.resume;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BracketTest {

    @Property
    void closesInOnAnySize(@ForAll @LongRange(min = 0, max = 1L << 50) long size,
            @ForAll @IntRange(min = 1, max = 7) int count) {
        Bracket bracket = new Bracket();
        int rounds = 0;
        while (!bracket.isNarrow(1 << 16)) {
            for (long offset : bracket.questions(count)) {
                if (offset < size) {
                    bracket.found(offset);
                } else {
                    bracket.notFound(offset);
                }
            }
            rounds++;
        }
        assertThat(bracket.moreThan()).isLessThan(size).isGreaterThanOrEqualTo(Math.max(-1, size - (1 << 16) - 1));
        assertThat(rounds).isLessThan(count == 7 ? 16 : 60);
    }

    /** Answers that came too late, and a file that grows meanwhile. */
    @Property
    void isNeverBehindTheEnd(@ForAll @LongRange(min = 1, max = 1L << 40) long size, @ForAll @IntRange(max = 9) int missed) {
        Bracket bracket = new Bracket();
        long grown = size;
        for (int round = 0; !bracket.isNarrow(1 << 16); round++) {
            for (long offset : bracket.questions(7)) {
                if (offset < grown && round != missed) {
                    bracket.found(offset);
                } else {
                    bracket.notFound(offset);
                }
            }
            grown += 100_000;
        }
        assertThat(bracket.moreThan()).isLessThan(grown);
    }
}
