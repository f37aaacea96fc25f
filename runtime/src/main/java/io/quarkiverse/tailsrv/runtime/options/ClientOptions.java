package io.quarkiverse.tailsrv.runtime.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.tailsrv.client.TailClientBuilder;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.runtime.config.ClientConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvClientsConfig;
import io.quarkiverse.tailsrv.runtime.lines.Lines;
import io.quarkiverse.tailsrv.runtime.property.ClientProperty;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * A client's settings after validation.
 */
public final class ClientOptions {

    private static final String TLS = "tls-configuration-name";

    private final String name;
    private final ClientConfig config;
    private final TailPosition from;
    private final Path copy;

    /**
     * @param config must have a host
     * @throws ConfigurationException if a value can't be used; names the property, its value, and what to do
     */
    public ClientOptions(String name, ClientConfig config) {
        this.name = name;
        this.config = config;
        check(!config.host().orElseThrow().isBlank(), "host", config.host().orElseThrow(), "use a host name or an IP address");
        check(config.port() >= 1 && config.port() <= 65535, "port", config.port(), "use 1 to 65535");
        checkDuration("connect-timeout", config.connectTimeout(), "10S");
        checkDuration("backoff-min", config.backoffMin(), "0.1S");
        checkDuration("backoff-max", config.backoffMax(), "30S");
        check(config.backoffMax().compareTo(config.backoffMin()) >= 0, "backoff-max", config.backoffMax(),
                "use a duration that is not less than " + property("backoff-min"));
        checkDuration("resume-timeout", config.resumeTimeout(), "5S");
        check(config.maxAttempts() >= 0, "max-attempts", config.maxAttempts(), "use 1 or more, or 0 for no limit");
        long lineLength = config.maxLineLength().asLongValue();
        check(lineLength > 0 && lineLength <= Lines.GREATEST_MAX_LENGTH, "max-line-length", lineLength,
                "use a size from 1 byte to 512 MiB, such as 1M");
        checkCharset();
        check(config.mirror().keep() >= 0, "mirror.keep", config.mirror().keep(), "use 0 or more");
        this.from = from();
        this.copy = copy();
    }

    /**
     * The mapping leaves out clients of such a name.
     *
     * @throws ConfigurationException if a name is used that can't be one
     */
    public static void checkNames() {
        for (String name : TailsrvClientsConfig.RESERVED_NAMES) {
            ClientProperty host = new ClientProperty(name, "host");
            if (WrittenSetting.of(host.written()).isSet() || WrittenSetting.of(host.plain()).isSet()) {
                throw new ConfigurationException(host.written() + ": \"" + name
                        + "\" can't be the name of a client; choose another one");
            }
        }
    }

    private void checkDuration(String key, Duration duration, String example) {
        check(WrittenSetting.isUsable(duration), key, duration,
                "use a duration from 1 millisecond to 365 days, such as " + example);
    }

    private void check(boolean valid, String key, Object value, String advice) {
        if (!valid) {
            String written = written(key).value();
            throw written(key).unusable(written == null ? value : written, "is out of range; " + advice);
        }
    }

    private void checkCharset() {
        if (!Lines.canCut(config.charset())) {
            throw written("charset").unusable(config.charset(), "does not have the single byte 0x0A as its newline, where lines"
                    + " are cut; use UTF-8, ISO-8859-1 or another one that agrees with ASCII in this");
        }
    }

    private TailPosition from() {
        try {
            return TailPosition.parse(config.from());
        } catch (IllegalArgumentException e) {
            throw written("from").unusable(config.from(),
                    "is no position in a file; use start, end, a number of bytes, or what TailPosition.toString() returned");
        }
    }

    private Path copy() {
        try {
            return config.mirror().copy().map(Path::of).orElse(null);
        } catch (InvalidPathException e) {
            throw written("mirror.copy").unusable(config.mirror().copy().orElseThrow(), "is not a path: " + e.getReason());
        }
    }

    private WrittenSetting written(String key) {
        return WrittenSetting.of(property(key));
    }

    private String property(String key) {
        return new ClientProperty(name, key).written();
    }

    public String name() {
        return name;
    }

    /** A name in Quarkus' TLS registry, or null for no TLS. */
    public String tlsConfigurationName() {
        return config.tlsConfigurationName().orElse(null);
    }

    /** An exception that fails the start since the TLS configuration can't be used. */
    public ConfigurationException unusableTls(String problem) {
        return written(TLS).unusable(tlsConfigurationName(), problem);
    }

    /** Whether the application is not ready while a stream of this client is not connected. */
    public boolean isNeeded() {
        return config.health().enabled();
    }

    /** Where a local copy of the file is kept. Empty if none is. */
    public Optional<Path> mirrorCopy() {
        return Optional.ofNullable(copy);
    }

    /** How many earlier copies are kept. */
    public int mirrorKeep() {
        return config.mirror().keep();
    }

    public void applyTo(TailClientBuilder builder) {
        builder.name(name).host(config.host().orElseThrow()).port(config.port()).from(from)
                .connectTimeout(config.connectTimeout()).resumeTimeout(config.resumeTimeout())
                .backOffMin(config.backoffMin()).backOffMax(config.backoffMax()).maxAttempts(config.maxAttempts())
                .charset(config.charset()).maxLineLength((int) config.maxLineLength().asLongValue())
                .longLines(config.longLines());
        config.tlsConfigurationName().ifPresent(builder::tlsConfigurationName);
    }
}
