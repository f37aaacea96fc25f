package io.quarkiverse.tailsrv.messaging;

import java.util.Optional;

import io.quarkiverse.tailsrv.client.TailPosition;

/**
 * Keeps how far channels of the connector {@code smallrye-tailsrv} have come, in a database for example. A bean of this type
 * with {@code @Identifier("name")} is used by channels with {@code position-store=name}.
 * <p>
 * The methods are called on a worker thread, and may block. They are never called twice at a time for the same source, but
 * for different sources they are. What they throw is logged, and they are called again later; except that an
 * {@link IllegalArgumentException} of {@link #load} ends the channel, since a later try would fail alike.
 */
public interface TailPositionStore {

    /**
     * Called before a channel begins to read. It does not begin as long as this throws.
     *
     * @param source the attribute {@code source} of the channel, by default the name of its client, or the server's host and
     *        port
     * @return what was saved last for this source; empty if nothing was
     */
    Optional<TailPosition> load(String source) throws Exception;

    /**
     * Called at most once in each {@code commit-interval}, and at the end.
     *
     * @param source the attribute {@code source} of the channel, by default the name of its client, or the server's host and
     *        port
     * @param position where to go on: all lines before it have been acknowledged
     */
    void save(String source, TailPosition position) throws Exception;
}
