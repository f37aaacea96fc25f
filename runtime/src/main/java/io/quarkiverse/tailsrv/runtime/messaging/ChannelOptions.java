package io.quarkiverse.tailsrv.runtime.messaging;

import io.quarkiverse.tailsrv.client.TailPosition;

/**
 * What a channel is told to do, checked and complete.
 *
 * @param from where it begins if no position was kept
 * @param maxInFlight how many lines there may be from the first that is not acknowledged
 */
record ChannelOptions(String channel, TailPosition from, int maxInFlight) {

    static ChannelOptions of(TailsrvConnectorIncomingConfiguration attributes) {
        String channel = attributes.getChannel();
        int maxInFlight = attributes.getMaxInflight();
        if (maxInFlight < 1) {
            throw Attributes.invalid(channel, "max-inflight", maxInFlight, "is out of range; set 1 or more");
        }
        return new ChannelOptions(channel, from(channel, attributes.getFrom()), maxInFlight);
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
