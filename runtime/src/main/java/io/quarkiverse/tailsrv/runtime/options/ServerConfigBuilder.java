package io.quarkiverse.tailsrv.runtime.options;

import io.quarkus.runtime.configuration.ConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * How the configuration of an application with servers is read. Quarkus creates it by its name.
 */
public final class ServerConfigBuilder implements ConfigBuilder {

    @Override
    public SmallRyeConfigBuilder configBuilder(SmallRyeConfigBuilder builder) {
        return builder.withInterceptors(new ServerSettings());
    }
}
