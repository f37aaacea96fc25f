package io.quarkiverse.tailsrv.runtime.messaging.kafka;

import java.util.Comparator;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One reading of a source, from the look at the topic to its end.
 *
 * @param number one more than that of any run before
 * @param id tells two runs apart that have the same number, since they did not know of each other
 */
record Run(long number, String id) implements Comparable<Run> {

    private static final Comparator<Run> ORDER = Comparator.comparingLong(Run::number).thenComparing(Run::id);

    static Run of(long number) {
        return new Run(number, Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000)));
    }

    @Override
    public int compareTo(Run other) {
        return ORDER.compare(this, other);
    }
}
