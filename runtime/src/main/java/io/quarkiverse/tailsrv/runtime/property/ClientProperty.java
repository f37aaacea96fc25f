package io.quarkiverse.tailsrv.runtime.property;

import io.quarkiverse.tailsrv.runtime.config.TailsrvClientsConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;

/**
 * The name of a property of a client, taken apart.
 *
 * @param client {@code <default>} for the client without a name
 * @param key what follows the client's name, for example {@code connect-timeout}
 */
public record ClientProperty(String client, String key) {

    private static final String ROOT = ServerProperty.ROOT + '.' + TailsrvConfig.CLIENT;

    /** Null for all other properties. */
    public static ClientProperty of(String name) {
        PropertyName property = name(name);
        if (property != null) {
            return new ClientProperty(property.owner(), property.key());
        }
        return name.startsWith(ROOT + '.')
                ? new ClientProperty(TailsrvConfig.DEFAULT_NAME, name.substring(ROOT.length() + 1))
                : null;
    }

    /** Of a named client. Null for all other properties. */
    static PropertyName name(String name) {
        PropertyName property = PropertyName.of(ROOT, name);
        return property == null || TailsrvClientsConfig.RESERVED_NAMES.contains(property.owner()) ? null : property;
    }

    /** Whether the setting without a client's name is the default for this one. Two clients can't write one copy. */
    static boolean isInherited(PropertyName name) {
        return !name.key().equals("mirror.copy");
    }

    /** The full name, as best written in the configuration. */
    public String written() {
        return client.equals(TailsrvConfig.DEFAULT_NAME) ? name().unnamed() : name().quoted();
    }

    /** The full name without quotes, if it can be. */
    public String plain() {
        return name().plain();
    }

    private PropertyName name() {
        return new PropertyName(ROOT, client, key);
    }
}
