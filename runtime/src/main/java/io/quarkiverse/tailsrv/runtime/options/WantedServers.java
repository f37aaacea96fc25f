package io.quarkiverse.tailsrv.runtime.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.TailServerCustomizer;
import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkiverse.tailsrv.runtime.property.NamedServers;
import io.quarkiverse.tailsrv.runtime.property.ServiceLinks;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * What the configuration and the application's code say of servers: of those that start with the application, and of those that
 * are added later. For any thread.
 */
public final class WantedServers {

    private static final Logger LOG = Logger.getLogger(WantedServers.class.getPackageName());

    private final NamedServers named;
    private final LaunchDefaults defaults;
    private final Customizers customizers;

    public WantedServers(Map<String, ServerConfig> configs, LaunchDefaults defaults, Customizers customizers) {
        this.named = new NamedServers(ConfigProvider.getConfig(), configs, customizers.serverNames());
        this.defaults = defaults;
        this.customizers = customizers;
    }

    /**
     * Those that start with the application. Logs what looks as if it were meant for one, and is not.
     *
     * @param expected whether to warn if there is no server
     * @throws ConfigurationException if a setting can't be used
     */
    public List<ServerOptions> configured(boolean expected) {
        named.unusedVariables().forEach(LOG::warn);
        new ServiceLinks(System.getenv()).warnings().forEach(LOG::warn);
        named.lost().forEach(name -> {
            throw unusable(name);
        });
        Map<String, ServerConfig> wanted = named.all();
        List<ServerOptions> options = new ArrayList<>();
        wanted.forEach((name, config) -> {
            checkName(name);
            ConfiguredSettings settings = new ConfiguredSettings(name, config, defaults);
            customizers.ofSettings(name).forEach(customizer -> customizer.customize(settings));
            settings.complete();
            if (isServed(settings, config, expected && wanted.size() == 1)) {
                options.add(new ServerOptions(settings));
            }
        });
        return options;
    }

    /**
     * One that is added later.
     *
     * @throws ConfigurationException if a setting can't be used, or there is no file
     */
    public ServerOptions added(String name, TailServerCustomizer customizer) {
        checkName(name);
        ServerConfig config = named.of(name);
        if (!config.active()) {
            throw ServerOptions.inactive(name);
        }
        ConfiguredSettings settings = new ConfiguredSettings(name, config, defaults);
        if (!named.isRead(name) || !ServerOptions.isPortSet(name, defaults)) {
            settings.port(0); // the default port is the unnamed server's
        }
        customizer.customize(settings);
        settings.complete();
        if (settings.file().isEmpty()) {
            throw new ConfigurationException(ServerOptions.property(name, "file")
                    + " is not set: nothing can be served; set it, or have the customizer set the file to serve");
        }
        return new ServerOptions(settings);
    }

    private static void checkName(String name) {
        boolean odd = name.isBlank()
                || name.chars().anyMatch(character -> character == '"' || Character.isISOControl(character));
        if (odd || TailsrvConfig.RESERVED_NAMES.contains(name)) {
            throw unusable(name);
        }
    }

    private static ConfigurationException unusable(String name) {
        return new ConfigurationException("quarkus.tailsrv.\"" + name + "\": \"" + name
                + "\" can't be the name of a server; choose another one");
    }

    private static boolean isServed(ConfiguredSettings settings, ServerConfig config, boolean expected) {
        String name = settings.name();
        if (config.active() && settings.file().isEmpty() && (expected || !name.equals(TailsrvConfig.DEFAULT_NAME))) {
            LOG.warnf("%s is not set: nothing is served; set it to the file to serve, or %s to false",
                    ServerOptions.property(name, "file"), ServerOptions.property(name, "active"));
        }
        return config.active() && settings.file().isPresent();
    }
}
