package io.quarkiverse.tailsrv.deployment;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.tailsrv.runtime.property.ServerProperty;

/**
 * The names of servers that are known when the application is built.
 */
final class ServerNames {

    private static final Set<String> FILE_OR_PORT = Set.of("file", "port");

    private ServerNames() {
    }

    /** Those in the configuration, without the server that has no name. */
    static Set<String> configured(Config config) {
        return names(config, key -> true);
    }

    /** Those with a file or a port. */
    static Set<String> withFileOrPort(Config config) {
        return names(config, FILE_OR_PORT::contains);
    }

    private static Set<String> names(Config config, Predicate<String> key) {
        return properties(config).map(ServerProperty::of).filter(property -> property != null && key.test(property.key()))
                .map(ServerProperty::server).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> properties(Config config) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false);
    }

    /** Without its value, which may have an expression that can be resolved at run time only. */
    static boolean isSet(Config config, String property) {
        return properties(config).anyMatch(property::equals);
    }
}
