package io.quarkiverse.tailsrv.runtime.config;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.tailsrv.client.LongLines;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;

/**
 * The settings of one client. For a named client, what is not set has the value of the client without a name, except
 * for {@link ClientMirrorConfig#copy()}.
 */
@ConfigGroup
public interface ClientConfig {

    /**
     * The host name or IP address of the server to read from. If this is absent, there is no such client.
     */
    Optional<String> host();

    /**
     * The TCP port of the server, from 1 to 65535. Other values fail the start.
     */
    @WithDefault(ServerConfig.DEFAULT_PORT)
    int port();

    /**
     * Where streams begin that are not told otherwise. `start` is the first byte of the file. `end` is behind its last byte at
     * that moment. A number is the offset of a byte; a negative one is that many bytes before the end. A position that an
     * earlier run has kept, as `TailPosition.toString()` writes it, continues there if the file is still the same. Anything
     * else fails the start.
     */
    @WithDefault("start")
    String from();

    /**
     * The name of the TLS configuration (`quarkus.tls."name".*`) that encrypts connections; {@code <default>} is the one
     * without a name (`quarkus.tls.*`). Its trust store decides which servers are trusted. A name that is not configured fails
     * the start.
     * <p>
     * If this is absent, connections are not encrypted, even if there are TLS configurations.
     */
    Optional<String> tlsConfigurationName();

    /**
     * How long a connection may take to be opened. Zero and negative values fail the start.
     */
    @WithDefault("10S")
    Duration connectTimeout();

    /**
     * The pause before a connection that has ended is tried again for the first time. It doubles with each further try, up to
     * `backoff-max`. Each pause is shortened by chance, to half of it at the most. Zero and negative values fail the start.
     */
    @WithDefault("0.1S")
    Duration backoffMin();

    /**
     * The longest pause between two tries. A value that is less than `backoff-min` fails the start.
     */
    @WithDefault("30S")
    Duration backoffMax();

    /**
     * How many tries in a row may fail before a stream ends with a failure. Zero means no limit. Negative values fail the
     * start.
     */
    @WithDefault("0")
    int maxAttempts();

    /**
     * How long the server may take, after a new connection, to send bytes that were received before. If none come within this
     * time, the file counts as shorter than it was, and as another one. Zero and negative values fail the start.
     */
    @WithDefault("5S")
    Duration resumeTimeout();

    /**
     * The charset of the file, for the text of its lines. Lines are cut at the byte 0x0A: a charset with another newline, such
     * as UTF-16, fails the start.
     */
    @WithDefault("UTF-8")
    Charset charset();

    /**
     * How long a line may be, with its newline. It bounds the memory that a stream of lines takes. Zero, and values of
     * more than 512 MiB, fail the start.
     */
    @WithDefault("1M")
    MemorySize maxLineLength();

    /**
     * What is done with a line that is longer than `max-line-length`. `split` delivers it in pieces, of which all but the last
     * say that they are not complete. `fail` ends the stream with a failure.
     */
    @WithDefault("split")
    LongLines longLines();

    /**
     * Health
     */
    ClientHealthConfig health();

    /**
     * Mirror
     */
    ClientMirrorConfig mirror();
}
