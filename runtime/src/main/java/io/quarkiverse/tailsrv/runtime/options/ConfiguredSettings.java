package io.quarkiverse.tailsrv.runtime.options;

import java.nio.file.InvalidPathException;
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

    /**
     * @throws io.quarkus.runtime.configuration.ConfigurationException if the configured file can't be a path
     */
    public ConfiguredSettings(String name, ServerConfig config, LaunchDefaults defaults) {
        this.name = name;
        this.file = config.file().map(this::path).orElse(null);
        this.host = config.host().orElse(defaults.host());
        this.port = defaults.port(config);
    }

    private Path path(String written) {
        try {
            return Path.of(written);
        } catch (InvalidPathException e) {
            boolean ascii = written.chars().allMatch(character -> character < 128);
            throw ServerOptions.unusable(name, "file", written, ascii ? "is not a path: " + e.getReason()
                    : "has characters that the locale of this process does not have (" + System.getProperty("sun.jnu.encoding")
                            + "); start the application with LC_ALL=C.UTF-8 in its environment");
        }
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
