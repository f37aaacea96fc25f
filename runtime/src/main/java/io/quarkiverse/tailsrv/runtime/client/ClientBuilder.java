package io.quarkiverse.tailsrv.runtime.client;

import static java.util.Objects.requireNonNull;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

import io.quarkiverse.tailsrv.client.LongLines;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientBuilder;
import io.quarkiverse.tailsrv.client.TailClientEvent;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.runtime.lines.Lines;
import io.quarkiverse.tailsrv.runtime.resume.BackOff;
import io.quarkiverse.tailsrv.runtime.resume.Endpoint;
import io.quarkus.tls.TlsConfiguration;

/**
 * Collects the settings of a client. For one thread.
 */
final class ClientBuilder implements TailClientBuilder {

    /** As in the configuration. */
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MAX_PORT = 0xFFFF;

    private final Clients clients;
    private String name;
    private String host = "localhost";
    private int port = 4321;
    private TailPosition from = TailPosition.start();
    private String tlsConfigurationName;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration backOffMin = Duration.ofMillis(100);
    private Duration backOffMax = Duration.ofSeconds(30);
    private int maxAttempts;
    private Duration resumeTimeout = Duration.ofSeconds(5);
    private Charset charset = StandardCharsets.UTF_8;
    private int maxLineLength = 1 << 20;
    private LongLines longLines = LongLines.SPLIT;
    private Consumer<TailClientEvent> observer;

    ClientBuilder(Clients clients) {
        this.clients = clients;
    }

    @Override
    public TailClientBuilder name(String name) {
        this.name = requireNonNull(name);
        return this;
    }

    @Override
    public TailClientBuilder host(String host) {
        require(!host.isBlank(), "host", host, "must be a host name or an IP address");
        this.host = host;
        return this;
    }

    @Override
    public TailClientBuilder port(int port) {
        require(port > 0 && port <= MAX_PORT, "port", port, "must be from 1 to " + MAX_PORT);
        this.port = port;
        return this;
    }

    @Override
    public TailClientBuilder from(TailPosition from) {
        this.from = requireNonNull(from);
        return this;
    }

    @Override
    public TailClientBuilder tlsConfigurationName(String name) {
        this.tlsConfigurationName = requireNonNull(name);
        return this;
    }

    @Override
    public TailClientBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = positive("connect timeout", timeout);
        return this;
    }

    @Override
    public TailClientBuilder backOffMin(Duration pause) {
        this.backOffMin = positive("shortest pause", pause);
        return this;
    }

    @Override
    public TailClientBuilder backOffMax(Duration pause) {
        this.backOffMax = positive("longest pause", pause);
        return this;
    }

    @Override
    public TailClientBuilder maxAttempts(int attempts) {
        require(attempts >= 0, "number of attempts", attempts, "must be 0 (for no limit) or more");
        this.maxAttempts = attempts;
        return this;
    }

    @Override
    public TailClientBuilder resumeTimeout(Duration timeout) {
        this.resumeTimeout = positive("resume timeout", timeout);
        return this;
    }

    @Override
    public TailClientBuilder charset(Charset charset) {
        require(Lines.canCut(charset), "charset", charset, "must have the single byte 0x0A as its newline, where lines are cut;"
                + " use UTF-8, ISO-8859-1 or another one that agrees with ASCII in this");
        this.charset = charset;
        return this;
    }

    @Override
    public TailClientBuilder maxLineLength(int bytes) {
        require(bytes > 0 && bytes <= Lines.GREATEST_MAX_LENGTH, "greatest length of a line", bytes,
                "must be from 1 to " + Lines.GREATEST_MAX_LENGTH + " bytes (512 MiB)");
        this.maxLineLength = bytes;
        return this;
    }

    @Override
    public TailClientBuilder longLines(LongLines policy) {
        this.longLines = requireNonNull(policy);
        return this;
    }

    @Override
    public TailClientBuilder observer(Consumer<TailClientEvent> observer) {
        this.observer = requireNonNull(observer);
        return this;
    }

    @Override
    public TailClient build() {
        require(backOffMax.compareTo(backOffMin) >= 0, "longest pause", backOffMax,
                "must not be shorter than the shortest one, \"" + backOffMin + '"');
        Endpoint endpoint = new Endpoint(host, port, tls(), connectTimeout);
        return new StreamingClient(clients, new ClientSettings(name == null ? endpoint.address() : name, from,
                new ClientSettings.Connecting(endpoint, new BackOff(backOffMin, backOffMax, maxAttempts), resumeTimeout),
                new ClientSettings.LineSettings(charset, maxLineLength, longLines), observer));
    }

    private TlsConfiguration tls() {
        String sought = tlsConfigurationName;
        return sought == null ? null
                : clients.tlsConfigurations().get(sought).orElseThrow(() -> wrong("TLS configuration name",
                        sought,
                        "is not a TLS configuration; set quarkus.tls.\"" + sought + "\".*, or the name of one that there is"));
    }

    private static Duration positive(String what, Duration value) {
        require(!value.isNegative() && !value.isZero() && value.compareTo(LONGEST) <= 0, what, value,
                "must be more than zero, and at most " + LONGEST.toDays() + " days");
        return value;
    }

    private static void require(boolean right, String what, Object value, String rule) {
        if (!right) {
            throw wrong(what, value, rule);
        }
    }

    private static IllegalArgumentException wrong(String what, Object value, String rule) {
        return new IllegalArgumentException("The " + what + " \"" + value + "\" of a client " + rule);
    }
}
