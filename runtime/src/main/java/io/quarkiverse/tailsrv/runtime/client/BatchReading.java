package io.quarkiverse.tailsrv.runtime.client;

import java.util.List;

import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.smallrye.mutiny.Multi;

/**
 * What the clients that are made here can do beside the public API.
 */
public interface BatchReading {

    /**
     * The lines, from where the settings say, as many at a time as are there: a batch never waits for a further line. It has at
     * least one, and is of one file. It is what was received together, 64 KiB or less, and what was left of the line before.
     *
     * @param most how many lines a batch may have, 1 or more
     */
    Multi<List<TailLine>> batches(int most);

    /**
     * As {@link #batches(int)}.
     *
     * @param from where to begin, whatever the settings say
     */
    Multi<List<TailLine>> batches(TailPosition from, int most);
}
