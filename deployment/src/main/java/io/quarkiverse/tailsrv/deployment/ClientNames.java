package io.quarkiverse.tailsrv.deployment;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkiverse.tailsrv.runtime.options.ClientProperty;

/**
 * What the configuration says of clients when the application is built.
 */
final class ClientNames {

    private static final String CONNECTOR = "smallrye-tailsrv";

    private ClientNames() {
    }

    /** The client without a name is among them if it has a host: its other settings may be meant for named ones. */
    static Set<String> configured(Config config) {
        Set<String> names = new TreeSet<>();
        properties(config).map(ClientProperty::of).filter(property -> property != null && isOfClient(property))
                .forEach(property -> names.add(property.client()));
        return names;
    }

    private static boolean isOfClient(ClientProperty property) {
        return !property.client().equals(TailsrvConfig.DEFAULT_NAME) || property.key().equals("host");
    }

    /** Whether a channel of Reactive Messaging reads from a server. */
    static boolean hasChannel(Config config) {
        return properties(config).filter(name -> name.startsWith("mp.messaging.incoming.") && name.endsWith(".connector"))
                .anyMatch(name -> CONNECTOR.equals(config.getConfigValue(name).getRawValue()));
    }

    private static Stream<String> properties(Config config) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false);
    }
}
