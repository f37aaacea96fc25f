package io.quarkiverse.tailsrv.runtime.options;

import jakarta.annotation.Priority;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;

/**
 * Makes the settings without a server's name the defaults of named servers: {@code quarkus.tailsrv.host} is also the host of
 * the server {@code audit}, unless {@code quarkus.tailsrv."audit".host} is set. It does so where values are looked up, so
 * that it holds for each source and profile, and an error names the property that was set.
 */
@Priority(Priorities.LIBRARY + 260) // within the expansion of expressions, so that these see the same values
final class InheritedSettings implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue own = context.proceed(name);
        ServerProperty property = ServerProperty.of(name);
        if (property == null || isSet(own) || !property.isInherited()) {
            return own;
        }
        ConfigValue inherited = context.proceed(property.unnamed());
        return isSet(inherited) ? inherited : own;
    }

    /** A value of the mapping's own is no setting. An empty one is: it takes back what is set for all. */
    private static boolean isSet(ConfigValue value) {
        return value != null && !value.isDefault();
    }
}
