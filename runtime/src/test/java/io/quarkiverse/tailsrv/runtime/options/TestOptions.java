package io.quarkiverse.tailsrv.runtime.options;

import java.util.HashMap;
import java.util.Map;

import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkiverse.tailsrv.runtime.property.TestConfig;
import io.smallrye.config.PropertiesConfigSource;

/**
 * Options as the real mapping makes them from properties.
 */
public final class TestOptions {

    private TestOptions() {
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
        ServerConfig config = TestConfig.builder(Map.of())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build().getConfigMapping(TailsrvConfig.class).servers().get(TailsrvConfig.DEFAULT_NAME);
        return new ServerOptions(new ConfiguredSettings(TailsrvConfig.DEFAULT_NAME, config, defaults));
    }
}
