package io.quarkiverse.tailsrv.runtime.property;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.quarkiverse.tailsrv.runtime.config.TailsrvClientsConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkus.runtime.configuration.CharsetConverter;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * A configuration as an application has it.
 */
public final class TestConfig {

    private TestConfig() {
    }

    /** The configuration of an application in the profile "test" with that environment and these properties. */
    public static SmallRyeConfig config(Map<String, String> environment, Map<String, String> properties) {
        return builder(Map.of()).withProfile("test")
                .withMappingIgnore("quarkus.**") // as Quarkus does
                .withSources(new EnvConfigSource(environment, EnvConfigSource.ORDINAL))
                .withSources(new PropertiesConfigSource(properties, "test", 250))
                .build();
    }

    /** For configurations with default sources: these have the given variables where they matter. */
    public static SmallRyeConfigBuilder builder(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(TailsrvConfig.class)
                .withMapping(TailsrvClientsConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withConverter(Charset.class, 100, new CharsetConverter())
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withConverter(Path.class, 100, new PathConverter())
                .withCustomizers(builder -> new ServerConfigBuilder(() -> environment).configBuilder(builder));
    }
}
