package io.quarkiverse.tailsrv.runtime.options;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.tailsrv.TailServerSettings;
import io.quarkiverse.tailsrv.runtime.config.ServerConfig;

/**
 * The settings that customizers may change. They begin with the configured values, or the defaults.
 */
public final class ConfiguredSettings implements TailServerSettings {

    private final String name;
    private Path file;
    private String host;
    private int port;

    public ConfiguredSettings(String name, ServerConfig config, LaunchDefaults defaults) {
        this.name = name;
        this.file = config.file().orElse(null);
        this.host = config.host().orElse(defaults.host());
        this.port = defaults.port(config);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    @Override
    public TailServerSettings file(Path file) {
        this.file = Objects.requireNonNull(file, "file");
        return this;
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public TailServerSettings host(String host) {
        this.host = Objects.requireNonNull(host, "host");
        return this;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public TailServerSettings port(int port) {
        this.port = port;
        return this;
    }
}
