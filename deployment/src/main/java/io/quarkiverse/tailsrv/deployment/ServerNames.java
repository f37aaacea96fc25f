package io.quarkiverse.tailsrv.deployment;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;

/**
 * The names of servers that are known when the application is built.
 */
final class ServerNames {

    private static final Pattern SERVER_PROPERTY = Pattern.compile("quarkus\\.tailsrv\\.(\"[^\"]+\"|[^\".]+)\\.(?:file|port)");

    private ServerNames() {
    }

    /** Those with a file or a port in the configuration, without the server that has no name. */
    static Set<String> configured(Config config) {
        Set<String> names = new TreeSet<>();
        for (String property : config.getPropertyNames()) {
            Matcher matcher = SERVER_PROPERTY.matcher(property);
            if (matcher.matches()) {
                names.add(matcher.group(1).replace("\"", "")); // one server, with and without quotes
            }
        }
        return names;
    }

    /** Without its value, which may have an expression that can be resolved at run time only. */
    static boolean isSet(Config config, String property) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false).anyMatch(property::equals);
    }
}
