package io.quarkiverse.tailsrv.runtime.messaging.kafka;

import java.util.Optional;
import java.util.TreeMap;

import io.quarkiverse.tailsrv.client.TailPosition;

/**
 * What the ends of a topic's partitions tell of one source.
 */
final class FoundRuns {

    private final String source;
    private final TreeMap<Run, RunRecords> runs = new TreeMap<>();

    FoundRuns(String source) {
        this.source = source;
    }

    /**
     * @param header of any record of the topic
     */
    void add(byte[] header) {
        PositionHeader.parse(header).filter(found -> found.source().equals(source))
                .ifPresent(found -> runs.computeIfAbsent(found.run(), run -> new RunRecords()).add(found));
    }

    /** Each run has begun where the runs before it had come to, so that the last run that tells anything knows it best. */
    Optional<TailPosition> position() {
        return runs.descendingMap().values().stream().map(RunRecords::end).flatMap(Optional::stream).findFirst();
    }

    Run next() {
        return Run.of(runs.isEmpty() ? 1 : Math.min(PositionHeader.MAX_RUN, runs.lastKey().number() + 1));
    }
}
