package io.quarkiverse.tailsrv.runtime.property;

import jakarta.annotation.Priority;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;

/**
 * Looks up the settings of named servers and clients. What follows holds for each source and profile, and an error names the
 * property that was set.
 * <p>
 * A server's name counts with quotes and without, also if both are used, for example in a file and in the environment: the
 * mapping asks for one of them only. If neither is set, the setting without a name counts: {@code quarkus.tailsrv.host} is also
 * the host of the server {@code audit}, unless {@code quarkus.tailsrv."audit".host} is set. All this holds for a client's name,
 * too.
 */
@Priority(Priorities.LIBRARY + 260) // within the expansion of expressions, so that these see the same values
final class SettingLookup implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ServerProperty server = ServerProperty.of(name);
        if (server != null) {
            return lookUp(context, name, server.name(), server.isInherited());
        }
        PropertyName client = ClientProperty.name(name);
        return client == null ? context.proceed(name) : lookUp(context, name, client, ClientProperty.isInherited(client));
    }

    private static ConfigValue lookUp(ConfigSourceInterceptorContext context, String name, PropertyName property,
            boolean isInherited) {
        String quotedName = property.quoted();
        ConfigValue quoted = context.proceed(quotedName);
        ConfigValue plain = context.proceed(property.plain());
        if (isSet(quoted) || isSet(plain)) {
            return !isSet(plain) || isSet(quoted) && !counts(plain, quoted) ? quoted : plain;
        }
        ConfigValue inherited = isInherited ? context.proceed(property.unnamed()) : null;
        if (isSet(inherited)) {
            return inherited;
        }
        return name.equals(quotedName) ? quoted : context.proceed(name); // the mapping's own default
    }

    /** Whether a value counts more than another one of the same property; within a source, that of a profile does. */
    private static boolean counts(ConfigValue value, ConfigValue other) {
        int difference = value.getSourceOrdinal() - other.getSourceOrdinal();
        return difference > 0 || difference == 0 && value.getProfile() != null && other.getProfile() == null;
    }

    /** A value of the mapping's own is no setting. An empty one is: it takes back what is set for all. */
    private static boolean isSet(ConfigValue value) {
        return value != null && !value.isDefault();
    }
}
