package io.quarkiverse.tailsrv.runtime.messaging;

import java.util.Optional;

import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.runtime.messaging.line.Portions;

/**
 * What a channel is told to do, checked and complete.
 *
 * @param from where it begins if no position was kept; empty for where the configured client begins
 * @param portions how many lines there may be from the first that is not acknowledged, and come together
 */
record ChannelOptions(String channel, Optional<TailPosition> from, Portions portions) {

    /** The memory for so many lines is taken when the channel begins. */
    private static final int MOST_IN_FLIGHT = 1_000_000;

    static ChannelOptions of(TailsrvConnectorIncomingConfiguration attributes) {
        String channel = attributes.getChannel();
        int maxInFlight = attributes.getMaxInflight();
        if (maxInFlight < 1 || maxInFlight > MOST_IN_FLIGHT) {
            throw Attributes.invalid(channel, "max-inflight", maxInFlight,
                    "is out of range; set a number from 1 to " + MOST_IN_FLIGHT);
        }
        return new ChannelOptions(channel, from(attributes), new Portions(maxInFlight, attributes.getBatch()));
    }

    private static Optional<TailPosition> from(TailsrvConnectorIncomingConfiguration attributes) {
        Optional<String> own = attributes.getFrom();
        if (own.isEmpty() && attributes.getClient().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(from(attributes.getChannel(), own.orElse("start")));
    }

    /** Whether another start without a position may begin elsewhere in the same file. */
    boolean mayBeginElsewhere() {
        return from.isEmpty() || from.get().offset() < 0;
    }

    private static TailPosition from(String channel, String text) {
        try {
            return TailPosition.parse(text);
        } catch (IllegalArgumentException e) {
            throw Attributes.invalid(channel, "from", text,
                    "is no position; set start, end, a number of bytes, or a position that was kept");
        }
    }
}
