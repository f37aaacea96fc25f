package io.quarkiverse.tailsrv.runtime.messaging;

import org.eclipse.microprofile.reactive.messaging.spi.ConnectorFactory;

/**
 * How an attribute of a channel is named to the user.
 */
public final class Attributes {

    private Attributes() {
    }

    /** The name of the property that sets the attribute of an incoming channel. */
    public static String property(String channel, String attribute) {
        return ConnectorFactory.INCOMING_PREFIX + quoted(channel) + '.' + attribute;
    }

    static String outgoingProperty(String channel, String attribute) {
        return ConnectorFactory.OUTGOING_PREFIX + quoted(channel) + '.' + attribute;
    }

    private static String quoted(String channel) {
        return channel.indexOf('.') < 0 ? channel : '"' + channel + '"';
    }

    /**
     * @param problem what is wrong, and what to do
     */
    public static IllegalArgumentException invalid(String channel, String attribute, Object value, String problem) {
        return new IllegalArgumentException(property(channel, attribute) + ": \"" + value + "\" " + problem);
    }

    /**
     * @param other the property by which another channel has chosen the same place
     */
    public static String alsoOf(String other) {
        return "is where " + other + " keeps its position too; each channel needs its own, so set another one";
    }

    /**
     * @param problem why it has to be set, and to what
     */
    public static IllegalArgumentException missing(String channel, String attribute, String problem) {
        return new IllegalArgumentException(property(channel, attribute) + " is not set; " + problem);
    }
}
