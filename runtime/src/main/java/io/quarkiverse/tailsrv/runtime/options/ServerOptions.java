package io.quarkiverse.tailsrv.runtime.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

import io.quarkiverse.tailsrv.TailServerSettings;
import io.quarkiverse.tailsrv.runtime.config.MissingFile;
import io.quarkiverse.tailsrv.runtime.config.RotationPolicy;
import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.ClientAuth;

/**
 * A server's settings after validation, with defaults filled in.
 */
public final class ServerOptions {

    private final String name;
    private final ServerConfig config;
    private final Path file;
    private final String host;
    private final int port;
    private final String portKey;

    /**
     * @param settings must have a file
     * @throws ConfigurationException if a value can't be used; names the property, its value, and what to do
     */
    public ServerOptions(TailServerSettings settings, ServerConfig config, LaunchDefaults defaults) {
        this.name = settings.name();
        this.config = config;
        this.file = settings.file().orElseThrow().toAbsolutePath();
        this.host = settings.host();
        this.port = settings.port();
        this.portKey = defaults.portKey();
        checkPort(portKey, port);
        checkPort("port", config.port()); // so that a test finds what would fail in production only
        check(maxConnections() > 0, "max-connections", maxConnections(), "use 1 or more");
        check(config.acceptBacklog() > 0, "accept-backlog", config.acceptBacklog(), "use 1 or more");
        check(isInRange(config.pollInterval()) && !config.pollInterval().isZero(), "poll-interval", config.pollInterval(),
                "use a duration from 1 millisecond to 365 days, such as 1S");
        check(isInRange(rotationGrace()), "rotation-grace", rotationGrace(),
                "use a duration from 1 millisecond to 365 days, such as 5S, or 0 to end clients at once");
        check(isInRange(config.headerTimeout()), "header-timeout", config.headerTimeout(),
                "use a duration from 1 millisecond to 365 days, such as 10S, or 0 for no limit");
        check(isInRange(config.stallTimeout()), "stall-timeout", config.stallTimeout(),
                "use a duration from 1 millisecond to 365 days, such as 5M, or 0 for no limit");
        check(isInRange(config.shutdownTimeout()), "shutdown-timeout", config.shutdownTimeout(),
                "use a duration from 1 millisecond to 365 days, such as 5S, or 0 to close at once");
        checkClientAuth();
    }

    private void checkPort(String key, int number) {
        check(number >= 0 && number <= 65535, key, number, "use 1 to 65535, or 0 for a free port");
    }

    private void checkClientAuth() {
        if (tlsClientAuth() != ClientAuth.NONE && tlsConfigurationName() == null) {
            String own = property("tls-client-auth");
            boolean isOwn = own.equals(written(name, "tls-client-auth").property());
            throw unusable(name, "tls-client-auth", tlsClientAuth().name().toLowerCase(Locale.ROOT), "needs TLS; set "
                    + property("tls-configuration-name") + ", or " + (isOwn ? "leave this out" : "set " + own + " to none"));
        }
    }

    private static boolean isInRange(Duration duration) {
        return duration.isZero() || WrittenSetting.isUsable(duration);
    }

    private void check(boolean valid, String key, Object value, String advice) {
        if (!valid) {
            String written = value instanceof Duration ? written(name, key).value() : null; // others may come from a customizer
            throw unusable(name, key, written == null ? value : written, "is out of range; " + advice);
        }
    }

    /**
     * An exception that fails the start, with a message of one line that names the property that was set: for "port" in a test,
     * that is {@code test-port}.
     */
    public ConfigurationException unusable(String key, Object value, String problem) {
        return unusable(name, key.equals("port") ? portKey : key, value, problem);
    }

    static ConfigurationException unusable(String name, String key, Object value, String problem) {
        return written(name, key).unusable(value, problem);
    }

    private static WrittenSetting written(String name, String key) {
        return WrittenSetting.of(property(name, key));
    }

    /** The full name of one of this server's properties. */
    public String property(String key) {
        return property(name, key);
    }

    /** The full name of a property of the given server, as written in the configuration. */
    public static String property(String name, String key) {
        return "quarkus.tailsrv." + (name.equals(TailsrvConfig.DEFAULT_NAME) ? "" : '"' + name + "\".") + key;
    }

    public String name() {
        return name;
    }

    /** Absolute. */
    public Path file() {
        return file;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /** Whether neither the configuration nor a customizer has set a port. */
    public boolean hasDefaultPort() {
        return !written(name, portKey).isSet() && String.valueOf(port).equals(ServerConfig.DEFAULT_PORT);
    }

    /** The limit of this server alone. */
    public int maxConnections() {
        return config.maxConnections().orElse(Integer.MAX_VALUE);
    }

    public int acceptBacklog() {
        return config.acceptBacklog();
    }

    public Duration pollInterval() {
        return config.pollInterval();
    }

    /** Zero: late writes are not waited for. */
    public Duration rotationGrace() {
        return config.rotationGrace().orElse(config.pollInterval());
    }

    public RotationPolicy onRotation() {
        return config.onRotation();
    }

    public boolean proxyProtocol() {
        return config.proxyProtocol();
    }

    /** Zero: no limit. */
    public Duration headerTimeout() {
        return config.headerTimeout();
    }

    /** Zero: no limit. */
    public Duration stallTimeout() {
        return config.stallTimeout();
    }

    public Duration shutdownTimeout() {
        return config.shutdownTimeout();
    }

    /** Whether the server is not ready while its file does not exist. */
    public boolean needsFile() {
        return config.health().missingFile() == MissingFile.DOWN;
    }

    /** A name in Quarkus' TLS registry, or null for no TLS. */
    public String tlsConfigurationName() {
        return config.tlsConfigurationName().orElse(null);
    }

    public ClientAuth tlsClientAuth() {
        return config.tlsClientAuth();
    }
}
