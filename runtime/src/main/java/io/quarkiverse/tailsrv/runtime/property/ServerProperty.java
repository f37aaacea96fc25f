package io.quarkiverse.tailsrv.runtime.property;

import java.util.Set;

import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;

/**
 * The name of a property of a named server, taken apart.
 *
 * @param key what follows the server's name, for example {@code poll-interval}
 */
public record ServerProperty(String server, String key) {

    static final String ROOT = "quarkus.tailsrv";

    /** What is for one server alone: a second one can't serve on the same port, and each is switched off by itself. */
    private static final Set<String> NOT_INHERITED = Set.of("file", "file-selection", "port", "test-port", "active");

    /** Null for all other properties. */
    public static ServerProperty of(String name) {
        PropertyName property = PropertyName.of(ROOT, name);
        return property == null || TailsrvConfig.RESERVED_NAMES.contains(property.owner()) ? null
                : new ServerProperty(property.owner(), property.key());
    }

    /** Whether the setting without a server's name is the default for this one. */
    boolean isInherited() {
        return !NOT_INHERITED.contains(key);
    }

    PropertyName name() {
        return new PropertyName(ROOT, server, key);
    }

    public String quoted() {
        return name().quoted();
    }

    /** Without quotes, which a name with a dot in it can't be: the dot would be its end. */
    public String plain() {
        return name().plain();
    }
}
