package io.quarkiverse.tailsrv.runtime.messaging.position;

import java.util.Optional;

import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;

/**
 * Where a channel's position is kept.
 */
public interface Positions extends AutoCloseable {

    /** Nowhere: each start begins anew. */
    Positions NONE = Optional::empty;

    /**
     * Where the last run of the application has come to. Blocks.
     *
     * @return empty if there was none
     * @throws IllegalArgumentException if it makes no sense to try again
     */
    Optional<TailPosition> load() throws Exception;

    /**
     * What goes along with a message as metadata, so that an outgoing connector writes it down. On the event loop that the line
     * came on.
     *
     * @param sequence the number of the message since {@link #load()}, from 1
     * @param acknowledged the number of the message up to which all have been acknowledged; 0 for none
     * @return {@code null} for nothing
     */
    default Object metadata(TailLine line, long sequence, long acknowledged) {
        return null;
    }

    /**
     * Called with the first line of a channel that found no position, before the line is delivered. Where it begins is kept at
     * once, since the next start could begin elsewhere. Never blocks.
     */
    default void begins(TailLine line) {
    }

    /** Whether positions are kept here, but not that of {@link #begins}. */
    default boolean forgetsBeginning() {
        return false;
    }

    /** All lines up to this one have been acknowledged. From any thread; never blocks. */
    default void acknowledged(TailLine line) {
    }

    /** Keeps the last position, and waits for it for a bounded time. */
    @Override
    default void close() {
    }
}
