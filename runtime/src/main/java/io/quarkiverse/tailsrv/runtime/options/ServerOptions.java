package io.quarkiverse.tailsrv.runtime.options;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import io.quarkiverse.tailsrv.MissingFile;
import io.quarkiverse.tailsrv.RotationPolicy;
import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkiverse.tailsrv.runtime.selection.FilePattern;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.vertx.core.http.ClientAuth;

/**
 * A server's settings after validation, with defaults filled in.
 */
public final class ServerOptions {

    private final ConfiguredSettings settings;
    private final String name;
    private final Path file;
    private final FilePattern pattern;

    /**
     * @param settings must have a file, and no longer change
     * @throws ConfigurationException if a value can't be used; names the property, its value, and what to do
     */
    public ServerOptions(ConfiguredSettings settings) {
        this.settings = settings;
        this.name = settings.name();
        this.file = settings.file().orElseThrow().toAbsolutePath();
        checkFile();
        this.pattern = pattern();
        checkHost();
        checkPort(settings.portKey(), port());
        checkPort("port", settings.productionPort()); // so that a test finds what would fail in production only
        check(maxConnections() > 0, "max-connections", maxConnections(), "use 1 or more");
        check(acceptBacklog() > 0, "accept-backlog", acceptBacklog(), "use 1 or more");
        check(isInRange(pollInterval()) && !pollInterval().isZero(), "poll-interval", pollInterval(),
                "use a duration from 1 millisecond to 365 days, such as 1S");
        check(isInRange(rotationGrace()), "rotation-grace", rotationGrace(),
                "use a duration from 1 millisecond to 365 days, such as 5S, or 0 to end clients at once");
        check(isInRange(headerTimeout()), "header-timeout", headerTimeout(),
                "use a duration from 1 millisecond to 365 days, such as 10S, or 0 for no limit");
        check(isInRange(stallTimeout()), "stall-timeout", stallTimeout(),
                "use a duration from 1 millisecond to 365 days, such as 5M, or 0 for no limit");
        check(isInRange(shutdownTimeout()), "shutdown-timeout", shutdownTimeout(),
                "use a duration from 1 millisecond to 365 days, such as 5S, or 0 to close at once");
        checkClientAuth();
    }

    private void checkFile() {
        if (file.getFileSystem() != FileSystems.getDefault()) {
            throw unusable(name, "file", file,
                    "is in a file system of its own, such as an archive; use a path of the system's");
        }
    }

    private FilePattern pattern() {
        try {
            return FilePattern.of(file, settings.fileSelection()).orElse(null);
        } catch (IllegalArgumentException e) {
            throw unusable(name, "file", settings.file().orElseThrow(), e.getMessage());
        }
    }

    private void checkHost() {
        if (host().isBlank()) { // which is looked up as localhost
            throw unusable(name, "host", host(), "is blank; use a host name, an IP address, or 0.0.0.0 for all interfaces");
        }
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
            throw unusable(name, key, value instanceof Duration duration ? written(key, duration) : value,
                    "is out of range; " + advice);
        }
    }

    /** As in the configuration, if it comes from there and not from a customizer. */
    private String written(String key, Duration value) {
        String configured = written(name, key).value();
        boolean isConfigured = configured != null && value.equals(DurationConverter.parseDuration(configured));
        return isConfigured ? configured : value.toString();
    }

    /**
     * An exception that fails the start, with a message of one line that names the property that was set: for "port" in a test,
     * that is {@code test-port}.
     */
    public ConfigurationException unusable(String key, Object value, String problem) {
        return unusable(name, key.equals("port") ? settings.portKey() : key, value, problem);
    }

    static ConfigurationException unusable(String name, String key, Object value, String problem) {
        return written(name, key).unusable(value, problem);
    }

    private static WrittenSetting written(String name, String key) {
        return WrittenSetting.of(property(name, key));
    }

    /** Whether the port of that server is configured. */
    public static boolean isPortSet(String name, LaunchDefaults defaults) {
        return written(name, defaults.portKey()).isSet();
    }

    /** For a server that is added although the configuration forbids it. */
    public static ConfigurationException inactive(String name) {
        return unusable(name, "active", false, "does not let the server be added; set it to true, or add none of that name");
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

    /** Absolute. It may be that of a pattern. */
    public Path file() {
        return file;
    }

    /** Where the newest file that matches a pattern is served. Empty: the file is always the same. */
    public Optional<FilePattern> filePattern() {
        return Optional.ofNullable(pattern);
    }

    public String host() {
        return settings.host();
    }

    public int port() {
        return settings.port();
    }

    /** Whether neither the configuration nor a customizer has set a port. */
    public boolean hasDefaultPort() {
        return !written(name, settings.portKey()).isSet() && String.valueOf(port()).equals(ServerConfig.DEFAULT_PORT);
    }

    /** The limit of this server alone. */
    public int maxConnections() {
        return settings.maxConnections();
    }

    public int acceptBacklog() {
        return settings.acceptBacklog();
    }

    public Duration pollInterval() {
        return settings.pollInterval();
    }

    /** Zero: late writes are not waited for. */
    public Duration rotationGrace() {
        return settings.rotationGrace();
    }

    public RotationPolicy onRotation() {
        return settings.onRotation();
    }

    public boolean proxyProtocol() {
        return settings.proxyProtocol();
    }

    /** Zero: no limit. */
    public Duration headerTimeout() {
        return settings.headerTimeout();
    }

    /** Zero: no limit. */
    public Duration stallTimeout() {
        return settings.stallTimeout();
    }

    public Duration shutdownTimeout() {
        return settings.shutdownTimeout();
    }

    /** Whether the server is not ready while its file does not exist. */
    public boolean needsFile() {
        return settings.missingFile() == MissingFile.DOWN;
    }

    /** A name in Quarkus' TLS registry, or null for no TLS. */
    public String tlsConfigurationName() {
        return settings.tlsConfigurationName().orElse(null);
    }

    public ClientAuth tlsClientAuth() {
        return settings.tlsClientAuth();
    }
}
