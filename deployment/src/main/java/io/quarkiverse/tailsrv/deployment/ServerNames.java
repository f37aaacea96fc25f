package io.quarkiverse.tailsrv.deployment;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;

/**
 * The names of servers that are known when the application is built.
 */
final class ServerNames {

    private static final Pattern SERVER_PROPERTY = Pattern.compile("quarkus\\.tailsrv\\.(\"[^\"]+\"|[^\".]+)\\..+");
    private static final Pattern FILE_OR_PORT = Pattern.compile(".+\\.(?:file|port)");

    private ServerNames() {
    }

    /** Those in the configuration, without the server that has no name. */
    static Set<String> configured(Config config) {
        return names(properties(config));
    }

    /** Those with a file or a port. */
    static Set<String> withFileOrPort(Config config) {
        return names(properties(config).filter(property -> FILE_OR_PORT.matcher(property).matches()));
    }

    private static Set<String> names(Stream<String> properties) {
        return properties.map(SERVER_PROPERTY::matcher).filter(Matcher::matches)
                .map(server -> server.group(1).replace("\"", "")) // one server, with and without quotes
                .filter(name -> !TailsrvConfig.RESERVED_NAMES.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> properties(Config config) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false);
    }

    /** Without its value, which may have an expression that can be resolved at run time only. */
    static boolean isSet(Config config, String property) {
        return properties(config).anyMatch(property::equals);
    }
}
