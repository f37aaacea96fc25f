package io.quarkiverse.tailsrv.runtime.messaging.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.runtime.messaging.TestLine;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Acknowledgements come in any order; what counts is up to which line all have come.
 */
class InFlightTest {

    private static final int MAX = 8;

    private final List<TailLine> heard = new ArrayList<>();
    private final InFlight inFlight = new InFlight(MAX, heard::add);

    @Test
    void theFirstThatIsMissingHoldsBackTheOthers() {
        addAll(3);
        assertThat(inFlight.acknowledge(3)).isZero();
        assertThat(inFlight.acknowledge(2)).isZero();
        assertThat(heard).isEmpty();
        assertThat(inFlight.acknowledge(1)).isEqualTo(3);
        assertThat(heard).containsExactly(new TestLine(3));
    }

    @Test
    void twiceIsAsOnce() {
        addAll(2);
        inFlight.acknowledge(1);
        assertThat(inFlight.acknowledge(1)).isEqualTo(1);
        assertThat(heard).containsExactly(new TestLine(1));
    }

    @Test
    void noMoreThanTheMaximum() {
        addAll(MAX);
        assertThatThrownBy(() -> inFlight.add(new TestLine(MAX + 1))).isInstanceOf(IllegalStateException.class);
        inFlight.acknowledge(1);
        assertThat(inFlight.add(new TestLine(MAX + 1))).isEqualTo(MAX + 1);
    }

    /** Against what is plain: a list of what has come. */
    @Property
    void anyOrder(@ForAll @Size(max = 200) List<@IntRange(min = 1, max = 40) Integer> acknowledgements) {
        List<TailLine> told = new ArrayList<>();
        InFlight lines = new InFlight(MAX, told::add);
        List<Integer> come = new ArrayList<>();
        int added = 0;
        int expected = 0;
        for (int number : acknowledgements) {
            while (added < expected + MAX) {
                lines.add(new TestLine(++added));
            }
            if (number <= added) {
                come.add(number);
                while (come.contains(expected + 1)) {
                    expected++;
                }
                assertThat(lines.acknowledge(number)).isEqualTo(expected);
                assertThat(told.isEmpty() ? 0 : ((TestLine) told.get(told.size() - 1)).number()).isEqualTo(expected);
            }
        }
    }

    private void addAll(int last) {
        TestLine.lines(1, last).forEach(inFlight::add);
    }
}
