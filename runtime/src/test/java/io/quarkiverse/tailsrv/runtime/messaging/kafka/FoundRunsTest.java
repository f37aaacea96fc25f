package io.quarkiverse.tailsrv.runtime.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.runtime.messaging.TestLine;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Where to go on is behind lines that are all there, and no further back than it must be.
 */
class FoundRunsTest {

    private final FoundRuns found = new FoundRuns("source");
    private final Run run = new Run(1, "a");

    @Test
    void nothingFound() {
        assertThat(found.position()).isEmpty();
        assertThat(found.next().number()).isEqualTo(1);
    }

    @Test
    void behindTheLastOfAnUnbrokenRow() {
        add(run, 2, 0);
        add(run, 1, 0);
        add(run, 4, 0);
        assertThat(found.position()).contains(TestLine.behind(2));
        assertThat(found.next().number()).isEqualTo(2);
    }

    @Test
    void whatWasAcknowledgedNeedNotBeThere() {
        add(run, 50, 40);
        add(run, 30, 10);
        assertThat(found.position()).contains(TestLine.behind(30));
    }

    @Test
    void theFirstLineIsMissing() {
        add(run, 2, 0);
        add(run, 3, 0);
        assertThat(found.position()).isEmpty();
    }

    @Test
    void aLaterRunThatTellsNothingLeavesItToTheOneBefore() {
        add(run, 1, 0);
        add(new Run(2, "b"), 2, 0);
        assertThat(found.position()).contains(TestLine.behind(1));
        assertThat(found.next().number()).isEqualTo(3);
    }

    @Test
    void othersAreLeftAlone() {
        found.add(new PositionHeader(run, 1, 0, TestLine.behind(1), "another source").toBytes());
        found.add(new byte[] { 1, 2, 3 });
        assertThat(found.position()).isEmpty();
    }

    /** Otherwise what this run writes would be lost on the next one. */
    @Test
    void theNextRunCanBeReadAgain() {
        add(new Run(PositionHeader.MAX_RUN, "a"), 1, 0);
        PositionHeader next = new PositionHeader(found.next(), 1, 0, TestLine.behind(1), "source");
        assertThat(PositionHeader.parse(next.toBytes())).contains(next);
    }

    private void add(Run run, long sequence, long acknowledged) {
        found.add(new PositionHeader(run, sequence, acknowledged, TestLine.behind((int) sequence), "source").toBytes());
    }

    /**
     * Several runs, each with its lines in flight written in any order and acknowledged in any order, and each killed at any
     * moment: no line is ever passed over, and no more come twice than may be in flight.
     */
    @Property
    void noLineIsPassedOver(@ForAll Random random, @ForAll boolean filtered) {
        Topic topic = new Topic(random, filtered);
        for (int runs = 0; runs < 10; runs++) {
            FoundRuns seen = topic.look();
            int next = seen.position().map(TestLine::next).orElse(1);
            assertThat(topic.dealtWith(next - 1)).as("lines before " + next).isTrue();
            if (!filtered) {
                assertThat(topic.firstMissing() - next).as("lines that come again").isLessThanOrEqualTo(Topic.MAX);
            }
            topic.run(seen.next(), next, random.nextInt(60));
        }
    }

    private static final class Topic {

        private static final int MAX = 8;

        private final Random random;
        private final boolean filtered;
        private final List<byte[]> records = new ArrayList<>();
        private final Set<Integer> done = new HashSet<>();

        Topic(Random random, boolean filtered) {
            this.random = random;
            this.filtered = filtered;
        }

        FoundRuns look() {
            FoundRuns seen = new FoundRuns("source");
            records.forEach(seen::add);
            return seen;
        }

        boolean dealtWith(int last) {
            return firstMissing() > last;
        }

        int firstMissing() {
            int line = 1;
            while (done.contains(line)) {
                line++;
            }
            return line;
        }

        /** Steps of: a line is read, or one that is in flight is written, or one that is written is acknowledged. */
        void run(Run run, int first, int steps) {
            List<PositionHeader> inFlight = new ArrayList<>();
            List<Long> written = new ArrayList<>();
            Set<Long> acknowledged = new HashSet<>();
            long upTo = 0;
            long sequence = 0;
            for (int step = 0; step < steps; step++) {
                switch (random.nextInt(3)) {
                    case 0 -> {
                        if (sequence - upTo < MAX) {
                            sequence++;
                            inFlight.add(new PositionHeader(run, sequence, upTo, TestLine.behind(first + (int) sequence - 1),
                                    "source"));
                        }
                    }
                    case 1 -> write(inFlight, written, first);
                    default -> {
                        Collections.shuffle(written, random);
                        Optional.of(written).filter(all -> !all.isEmpty()).ifPresent(all -> acknowledged.add(all.remove(0)));
                        while (acknowledged.contains(upTo + 1)) {
                            upTo++;
                        }
                    }
                }
            }
        }

        private void write(List<PositionHeader> inFlight, List<Long> written, int first) {
            if (!inFlight.isEmpty()) {
                PositionHeader header = inFlight.remove(random.nextInt(inFlight.size()));
                if (!filtered || random.nextBoolean()) { // otherwise the application acknowledges it, and writes nothing
                    records.add(header.toBytes());
                }
                done.add(first + (int) header.sequence() - 1);
                written.add(header.sequence());
            }
        }
    }
}
