package io.quarkiverse.tailsrv.deployment;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkiverse.tailsrv.runtime.property.ClientProperty;

/**
 * What the configuration says of clients when the application is built.
 */
final class ClientNames {

    private static final String CONNECTOR = "smallrye-tailsrv";
    private static final Pattern CHANNEL = Pattern.compile("(%.+\\.)?mp\\.messaging\\.incoming\\..+\\.connector");
    private static final Set<String> OWN_KEYS = Set.of("host", "mirror.copy");

    private ClientNames() {
    }

    /** The client without a name is among them if it has a setting that can't be meant for named ones. */
    static SortedSet<String> configured(Config config) {
        SortedSet<String> names = new TreeSet<>();
        properties(config).map(ClientProperty::of).filter(property -> property != null && isOfClient(property))
                .forEach(property -> names.add(property.client()));
        return names;
    }

    private static boolean isOfClient(ClientProperty property) {
        return !property.client().equals(TailsrvConfig.DEFAULT_NAME) || OWN_KEYS.contains(property.key());
    }

    /** Whether a channel of Reactive Messaging reads from a server, in any profile. */
    static boolean hasChannel(Config config) {
        return properties(config).filter(name -> CHANNEL.matcher(name).matches())
                .anyMatch(name -> config.getOptionalValue(name, String.class).filter(CONNECTOR::equals).isPresent());
    }

    private static Stream<String> properties(Config config) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false);
    }
}
