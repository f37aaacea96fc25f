package io.quarkiverse.tailsrv.runtime.options;

import java.util.Set;

import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.smallrye.config.NameIterator;

/**
 * The name of a property of a named server, taken apart.
 *
 * @param key what follows the server's name, for example {@code poll-interval}
 */
public record ServerProperty(String server, String key) {

    /** What is for one server alone: a second one can't serve on the same port, and each is switched off by itself. */
    private static final Set<String> NOT_INHERITED = Set.of("file", "port", "test-port", "active");

    private static final String ROOT = "quarkus.tailsrv";

    /** Null for all other properties. */
    public static ServerProperty of(String name) {
        if (!name.startsWith(ROOT + '.')) {
            return null;
        }
        NameIterator segments = new NameIterator(name, ROOT.length());
        String server = segments.getNextSegment();
        segments.next();
        if (!segments.hasNext() || TailsrvConfig.RESERVED_NAMES.contains(server)) {
            return null;
        }
        return new ServerProperty(server, name.substring(segments.getPosition() + 1));
    }

    /** Whether the setting without a server's name is the default for this one. */
    boolean isInherited() {
        return !NOT_INHERITED.contains(key);
    }

    /** The property without a server's name. */
    String unnamed() {
        return ROOT + '.' + key;
    }

    public String quoted() {
        return ROOT + ".\"" + server + "\"." + key;
    }

    /** Without quotes, which a name with a dot in it can't be: the dot would be its end. */
    public String plain() {
        return server.contains(".") ? quoted() : ROOT + '.' + server + '.' + key;
    }
}
