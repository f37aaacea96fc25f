package io.quarkiverse.tailsrv.runtime.messaging.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.quarkiverse.tailsrv.client.TailPosition;

/**
 * The records of one run that were found in a topic, in any order and from any partition.
 * <p>
 * Lines go to several partitions and are written in any order, so that one may be missing before the last one that is there.
 * All
 * lines of a run up to number n have been dealt with, if a record says that they were acknowledged up to a number, and the
 * records from that number to n are there. What is behind n comes again.
 */
final class RunRecords {

    private final TreeMap<Long, TailPosition> positions = new TreeMap<>();
    private long acknowledged;

    void add(PositionHeader header) {
        positions.put(header.sequence(), header.position());
        acknowledged = Math.max(acknowledged, header.acknowledged());
    }

    /** Where to go on. Empty if the run's first line is not known to have been dealt with. */
    Optional<TailPosition> end() {
        long last = acknowledged;
        while (positions.containsKey(last + 1)) {
            last++;
        }
        // A line that was acknowledged and is not here has been left out by the application, or lies further back
        return Optional.ofNullable(positions.floorEntry(last)).map(Map.Entry::getValue);
    }
}
