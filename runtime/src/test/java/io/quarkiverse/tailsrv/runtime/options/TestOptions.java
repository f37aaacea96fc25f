package io.quarkiverse.tailsrv.runtime.options;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
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
 * Options as the real mapping makes them from properties.
 */
public final class TestOptions {

    private TestOptions() {
    }

    /** The configuration of an application in the profile "test" with that environment and these properties. */
    static SmallRyeConfig config(Map<String, String> environment, Map<String, String> properties) {
        return builder().withProfile("test")
                .withMappingIgnore("quarkus.**") // as Quarkus does
                .withSources(new EnvConfigSource(environment, EnvConfigSource.ORDINAL))
                .withSources(new PropertiesConfigSource(properties, "test", 250))
                .build();
    }

    private static SmallRyeConfigBuilder builder() {
        return builder(Map.of());
    }

    /** For configurations with default sources: these have the given variables where they matter. */
    static SmallRyeConfigBuilder builder(Map<String, String> environment) {
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

    /** The server without a name, from key and value pairs. */
    public static ServerOptions of(String... settings) {
        return of(new LaunchDefaults("localhost", false), settings);
    }

    static ServerOptions of(LaunchDefaults defaults, String... settings) {
        Map<String, String> properties = new HashMap<>(Map.of("quarkus.tailsrv.file", "app.log"));
        for (int i = 0; i < settings.length; i += 2) {
            properties.put("quarkus.tailsrv." + settings[i], settings[i + 1]);
        }
        ServerConfig config = builder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build().getConfigMapping(TailsrvConfig.class).servers().get(TailsrvConfig.DEFAULT_NAME);
        return new ServerOptions(new ConfiguredSettings(TailsrvConfig.DEFAULT_NAME, config, defaults));
    }
}
