package io.quarkiverse.tailsrv.runtime.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.tailsrv.FileSelection;
import io.quarkiverse.tailsrv.MissingFile;
import io.quarkiverse.tailsrv.RotationPolicy;
import io.quarkiverse.tailsrv.TailServerSettings;
import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
import io.vertx.core.http.ClientAuth;

/**
 * The settings that customizers may change, until they are complete. They begin with the configured values, or the defaults.
 */
public final class ConfiguredSettings implements TailServerSettings {

    private final String name;
    private final ServerConfig config;
    private final LaunchDefaults defaults;

    private final SettingValues values;

    /**
     * @throws io.quarkus.runtime.configuration.ConfigurationException if the configured file can't be a path
     */
    public ConfiguredSettings(String name, ServerConfig config, LaunchDefaults defaults) {
        this.name = name;
        this.config = config;
        this.defaults = defaults;
        this.values = new SettingValues(name);
        values.put("file", config.file().map(written -> WrittenPath.of(name, written)).orElse(null));
        values.put("file-selection", config.fileSelection().orElse(null));
        values.put("host", config.host().orElse(defaults.host()));
        values.put("port", defaults.port(config));
        values.put("accept-backlog", config.acceptBacklog());
        values.put("proxy-protocol", config.proxyProtocol());
        values.put("poll-interval", config.pollInterval());
        values.put("rotation-grace", config.rotationGrace().orElse(null));
        values.put("on-rotation", config.onRotation());
        values.put("health.missing-file", config.health().missingFile());
        values.put("header-timeout", config.headerTimeout());
        values.put("max-connections", config.maxConnections().orElse(Integer.MAX_VALUE));
        values.put("stall-timeout", config.stallTimeout());
        values.put("tls-configuration-name", config.tlsConfigurationName().orElse(null));
        values.put("tls-client-auth", config.tlsClientAuth());
        values.put("shutdown-timeout", config.shutdownTimeout());
    }

    /** From now on they can't be changed. */
    void complete() {
        values.complete();
    }

    /** The port in production, whatever the launch mode is. */
    int productionPort() {
        return config.port();
    }

    /** The setting that the port comes from. */
    String portKey() {
        return defaults.portKey();
    }

    private TailServerSettings set(String key, Object value) {
        return setOrClear(key, Objects.requireNonNull(value, key));
    }

    private TailServerSettings setOrClear(String key, Object value) {
        values.put(key, value);
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Path> file() {
        return Optional.ofNullable(values.get("file"));
    }

    @Override
    public TailServerSettings file(Path file) {
        return set("file", file);
    }

    @Override
    public Optional<FileSelection> fileSelection() {
        return Optional.ofNullable(values.get("file-selection"));
    }

    @Override
    public TailServerSettings fileSelection(FileSelection selection) {
        return setOrClear("file-selection", selection);
    }

    @Override
    public String host() {
        return values.get("host");
    }

    @Override
    public TailServerSettings host(String host) {
        return set("host", host);
    }

    @Override
    public int port() {
        return values.get("port");
    }

    @Override
    public TailServerSettings port(int port) {
        return set("port", port);
    }

    @Override
    public int acceptBacklog() {
        return values.get("accept-backlog");
    }

    @Override
    public TailServerSettings acceptBacklog(int connections) {
        return set("accept-backlog", connections);
    }

    @Override
    public boolean proxyProtocol() {
        return values.get("proxy-protocol");
    }

    @Override
    public TailServerSettings proxyProtocol(boolean required) {
        return set("proxy-protocol", required);
    }

    @Override
    public Duration pollInterval() {
        return values.get("poll-interval");
    }

    @Override
    public TailServerSettings pollInterval(Duration interval) {
        return set("poll-interval", interval);
    }

    @Override
    public Duration rotationGrace() {
        return Objects.requireNonNullElse(values.get("rotation-grace"), pollInterval());
    }

    @Override
    public TailServerSettings rotationGrace(Duration grace) {
        return set("rotation-grace", grace);
    }

    @Override
    public RotationPolicy onRotation() {
        return values.get("on-rotation");
    }

    @Override
    public TailServerSettings onRotation(RotationPolicy policy) {
        return set("on-rotation", policy);
    }

    @Override
    public MissingFile missingFile() {
        return values.get("health.missing-file");
    }

    @Override
    public TailServerSettings missingFile(MissingFile health) {
        return set("health.missing-file", health);
    }

    @Override
    public Duration headerTimeout() {
        return values.get("header-timeout");
    }

    @Override
    public TailServerSettings headerTimeout(Duration timeout) {
        return set("header-timeout", timeout);
    }

    @Override
    public int maxConnections() {
        return values.get("max-connections");
    }

    @Override
    public TailServerSettings maxConnections(int connections) {
        return set("max-connections", connections);
    }

    @Override
    public Duration stallTimeout() {
        return values.get("stall-timeout");
    }

    @Override
    public TailServerSettings stallTimeout(Duration timeout) {
        return set("stall-timeout", timeout);
    }

    @Override
    public Optional<String> tlsConfigurationName() {
        return Optional.ofNullable(values.get("tls-configuration-name"));
    }

    @Override
    public TailServerSettings tlsConfigurationName(String configuration) {
        return setOrClear("tls-configuration-name", configuration);
    }

    @Override
    public ClientAuth tlsClientAuth() {
        return values.get("tls-client-auth");
    }

    @Override
    public TailServerSettings tlsClientAuth(ClientAuth clientAuth) {
        return set("tls-client-auth", clientAuth);
    }

    @Override
    public Duration shutdownTimeout() {
        return values.get("shutdown-timeout");
    }

    @Override
    public TailServerSettings shutdownTimeout(Duration timeout) {
        return set("shutdown-timeout", timeout);
    }
}
