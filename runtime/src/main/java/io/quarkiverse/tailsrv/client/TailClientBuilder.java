package io.quarkiverse.tailsrv.client;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The settings of a client that is made in code, with the defaults of {@code quarkus.tailsrv.client.*}. A value that is out of
 * range fails with an {@link IllegalArgumentException}, {@code null} with a {@link NullPointerException}.
 */
public interface TailClientBuilder {

    /** For messages, metrics and events. The host and port if it is not set. */
    TailClientBuilder name(String name);

    /** The server's host name or IP address. {@code localhost} if it is not set. */
    TailClientBuilder host(String host);

    /** The server's port, from 1 to 65535. 4321 if it is not set. */
    TailClientBuilder port(int port);

    /** Where streams begin that are not told otherwise. {@link TailPosition#start()} if it is not set. */
    TailClientBuilder from(TailPosition from);

    /**
     * The TLS configuration of the registry, {@code <default>} for the one without a name. Without TLS if it is not set. A name
     * that the registry does not have fails {@link #build()}.
     */
    TailClientBuilder tlsConfigurationName(String name);

    /** How long a connection may take to be opened, more than zero, at most 365 days. 10 seconds if it is not set. */
    TailClientBuilder connectTimeout(Duration timeout);

    /**
     * The pause before the second try, more than zero. Chance shortens each pause, to half of it at the most. 100 milliseconds
     * if it is not set.
     */
    TailClientBuilder backOffMin(Duration pause);

    /** The longest pause between two tries, not less than the shortest, at most 365 days. 30 seconds if it is not set. */
    TailClientBuilder backOffMax(Duration pause);

    /** How many tries in a row may fail before a stream ends; 0 for no limit. 0 if it is not set. */
    TailClientBuilder maxAttempts(int attempts);

    /**
     * How long a server may take to send bytes that it has if the file is still the same. After that, the file counts as
     * shorter than it was. More than zero, at most 365 days; 5 seconds if it is not set.
     */
    TailClientBuilder resumeTimeout(Duration timeout);

    /**
     * How {@link TailLine#text()} reads bytes. Lines are cut at the byte 0x0A, so that it must be the charset's newline: UTF-16
     * and UTF-32, for example, can't be used. UTF-8 if it is not set.
     */
    TailClientBuilder charset(Charset charset);

    /** How many bytes a line may have with its newline, from 1 to 536870912 (512 MiB). 1 MiB if it is not set. */
    TailClientBuilder maxLineLength(int bytes);

    /** What is done with a longer line. {@link LongLines#SPLIT} if it is not set. */
    TailClientBuilder longLines(LongLines policy);

    /** Told of what happens, on an event loop; it must not block. What it throws is logged. Nobody if it is not set. */
    TailClientBuilder observer(Consumer<TailClientEvent> observer);

    /**
     * A client. It connects when a stream is subscribed to.
     */
    TailClient build();
}
