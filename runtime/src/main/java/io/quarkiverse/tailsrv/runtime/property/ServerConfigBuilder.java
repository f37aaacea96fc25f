package io.quarkiverse.tailsrv.runtime.property;

import java.util.Map;
import java.util.function.Supplier;

import io.quarkus.runtime.configuration.ConfigBuilder;
import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;

/**
 * How the configuration of an application with servers is read. Quarkus creates it by its name.
 */
public final class ServerConfigBuilder implements ConfigBuilder {

    private final Supplier<Map<String, String>> environment; // asked when it is needed: not while a binary is built

    public ServerConfigBuilder() {
        this(System::getenv);
    }

    ServerConfigBuilder(Supplier<Map<String, String>> environment) {
        this.environment = environment;
    }

    @Override
    public SmallRyeConfigBuilder configBuilder(SmallRyeConfigBuilder builder) {
        ServiceLinks links = new ServiceLinks(environment.get());
        if (!links.isEmpty() && builder.isAddDefaultSources()) {
            leaveOut(links, builder);
        }
        return builder.withInterceptors(new SettingLookup());
    }

    /** Names the default sources one by one, with another environment. */
    private static void leaveOut(ServiceLinks links, SmallRyeConfigBuilder builder) {
        builder.setAddDefaultSources(false).addPropertiesSources()
                .withSources(new SysPropConfigSource(), new EnvConfigSource(links.others(), EnvConfigSource.ORDINAL))
                .withSources(new DotEnvConfigSourceProvider());
    }

    /** Late, so that the default sources have been asked for. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }
}
