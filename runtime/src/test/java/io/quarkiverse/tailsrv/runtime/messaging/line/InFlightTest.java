package io.quarkiverse.tailsrv.runtime.messaging.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

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
    private final InFlight inFlight = new InFlight(new Portions(MAX, false), heard::add);

    @Test
    void theFirstThatIsMissingHoldsBackTheOthers() {
        addAll(3);
        inFlight.acknowledge(3, 1);
        inFlight.acknowledge(2, 1);
        assertThat(inFlight.acknowledged()).isZero();
        assertThat(heard).isEmpty();
        inFlight.acknowledge(1, 1);
        assertThat(inFlight.acknowledged()).isEqualTo(3);
        assertThat(heard).containsExactly(new TestLine(3));
    }

    @Test
    void twiceIsAsOnce() {
        addAll(2);
        inFlight.acknowledge(1, 1);
        inFlight.acknowledge(1, 1);
        assertThat(inFlight.acknowledged()).isEqualTo(1);
        assertThat(heard).containsExactly(new TestLine(1));
    }

    @Test
    void noMoreThanTheMaximum() {
        addAll(MAX);
        List<TailLine> one = TestLine.lines(MAX + 1, MAX + 1);
        assertThatThrownBy(() -> inFlight.add(one)).isInstanceOf(IllegalStateException.class);
        inFlight.acknowledge(1, 1);
        assertThat(inFlight.add(one)).isEqualTo(MAX + 1);
    }

    /** Against what is plain: a list of what has come. */
    @Property
    void anyOrder(@ForAll @Size(max = 200) List<@IntRange(min = 1, max = 40) Integer> acknowledgements) {
        List<TailLine> told = new ArrayList<>();
        InFlight lines = new InFlight(new Portions(MAX, false), told::add);
        List<Integer> come = new ArrayList<>();
        int added = 0;
        int expected = 0;
        for (int number : acknowledgements) {
            while (added < expected + MAX) {
                lines.add(List.of(new TestLine(++added)));
            }
            if (number <= added) {
                come.add(number);
                while (come.contains(expected + 1)) {
                    expected++;
                }
                lines.acknowledge(number, 1);
                assertThat(lines.acknowledged()).isEqualTo(expected);
                assertThat(told.isEmpty() ? 0 : ((TestLine) told.get(told.size() - 1)).number()).isEqualTo(expected);
            }
        }
    }

    private void addAll(int last) {
        TestLine.lines(1, last).forEach(line -> inFlight.add(List.of(line)));
    }

    /**
     * Batches of any sizes, acknowledged in any order, some of them twice: the position is never behind a line that is not
     * acknowledged, nor before one if all up to it are; there are never more lines than may be, and there is always room for a
     * batch when none is in flight.
     */
    @Property
    void batchesInAnyOrder(@ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int max) {
        Portions portions = new Portions(max, true);
        AtomicInteger told = new AtomicInteger();
        InFlight lines = new InFlight(portions, line -> told.set(((TestLine) line).number()));
        List<Batch> waiting = new ArrayList<>();
        BitSet done = new BitSet();
        int added = 0;
        for (int batches = 0; batches < 100;) {
            if (batches < lines.allowed()) {
                batches++;
                Batch batch = new Batch(added + 1, 1 + random.nextInt(portions.largest()));
                added += batch.count;
                assertThat(lines.add(TestLine.lines(batch.first, added))).isEqualTo(batch.first);
                waiting.add(batch);
                assertThat(added - told.get()).isLessThanOrEqualTo(max);
            }
            if (batches == lines.allowed() || random.nextBoolean()) {
                assertThat(waiting).as("while no further batch may be requested").isNotEmpty();
                Batch batch = waiting.get(random.nextInt(waiting.size()));
                if (random.nextInt(4) > 0) {
                    waiting.remove(batch);
                }
                lines.acknowledge(batch.first, batch.count);
                done.set(batch.first, batch.first + batch.count);
                assertThat(told).hasValue(done.nextClearBit(1) - 1);
                assertThat(lines.acknowledged()).isEqualTo(told.get());
            }
        }
    }

    private record Batch(int first, int count) {
    }
}
