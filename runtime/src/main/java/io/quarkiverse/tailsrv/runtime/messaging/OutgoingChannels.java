package io.quarkiverse.tailsrv.runtime.messaging;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.spi.ConnectorFactory;

import io.smallrye.reactive.messaging.providers.impl.Configs;

/**
 * The outgoing channels of the configuration.
 */
public final class OutgoingChannels {

    private static final String CONNECTOR = ".connector";

    private final Config config;

    /** The connector of each channel. */
    private final Map<String, String> connectors = new TreeMap<>();

    public OutgoingChannels(Config config) {
        this.config = config;
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(ConnectorFactory.OUTGOING_PREFIX) && name.endsWith(CONNECTOR)) {
                String channel = name.substring(ConnectorFactory.OUTGOING_PREFIX.length(), name.length() - CONNECTOR.length());
                if (isQuoted(channel) || channel.indexOf('.') < 0) { // else it is another attribute of a channel
                    config.getOptionalValue(name, String.class).ifPresent(value -> connectors.put(unquoted(channel), value));
                }
            }
        }
    }

    /** Whether the configuration has that channel, enabled or not. */
    boolean contains(String channel) {
        return connectors.containsKey(channel);
    }

    /** Whether a channel of the configuration is not switched off. */
    boolean isEnabled(String channel) {
        return isEnabled(channel, connectors.get(channel));
    }

    /** Those of that connector that are enabled, in the order of their names. */
    public List<String> of(String connector) {
        return connectors.entrySet().stream().filter(entry -> entry.getValue().equals(connector)).map(Map.Entry::getKey)
                .filter(channel -> isEnabled(channel, connector)).toList();
    }

    private boolean isEnabled(String channel, String connector) {
        return Configs.outgoing(config, connector, channel).getOptionalValue("enabled", Boolean.class).orElse(true);
    }

    private static boolean isQuoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
    }

    private static String unquoted(String name) {
        return isQuoted(name) ? name.substring(1, name.length() - 1) : name;
    }
}
