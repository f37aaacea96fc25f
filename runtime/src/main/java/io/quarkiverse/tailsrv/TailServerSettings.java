package io.quarkiverse.tailsrv;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.vertx.core.http.ClientAuth;

/**
 * The settings of a server, to be changed by a {@link TailServerCustomizer}. They begin with what is configured by
 * {@code quarkus.tailsrv.*}; the properties of the same names say what each of them means. A value that can't be used fails the
 * start, or {@link TailServers#add}, with the property's name in the message. Once the customizer has returned they can't be
 * changed any more: an {@link IllegalStateException} says so. Not for several threads.
 */
public interface TailServerSettings {

    /**
     * The name of the server, {@code <default>} for the one without a name.
     */
    String name();

    /**
     * The file to serve. Empty if none is set yet; if it stays empty, nothing is served.
     */
    Optional<Path> file();

    /**
     * @param file the file to serve, which need not exist, or a pattern; a relative path is resolved against the directory in
     *        which the application was started
     */
    TailServerSettings file(Path file);

    /**
     * Which of the files that match the pattern is served. Empty if there is none, or if its name has {@code {latest}} in it.
     */
    Optional<FileSelection> fileSelection();

    /** @param selection makes the file's name a glob; null: only {@code {latest}} makes it a pattern */
    TailServerSettings fileSelection(FileSelection selection);

    /**
     * The host name or IP address to listen on.
     */
    String host();

    TailServerSettings host(String host);

    /**
     * The TCP port to listen on.
     */
    int port();

    /**
     * @param port from 1 to 65535, or 0 for a free one
     */
    TailServerSettings port(int port);

    /** How many new connections may wait in the system until they are accepted. */
    int acceptBacklog();

    /** @param connections 1 or more */
    TailServerSettings acceptBacklog(int connections);

    /** Whether each connection begins with a header of the PROXY protocol. */
    boolean proxyProtocol();

    TailServerSettings proxyProtocol(boolean required);

    /** How often the file is checked, in addition to file events. */
    Duration pollInterval();

    /** @param interval from 1 millisecond to 365 days */
    TailServerSettings pollInterval(Duration interval);

    /** How long the old file is still followed after a rotation: as long as the poll interval, if nothing else is set. */
    Duration rotationGrace();

    /** @param grace from 1 millisecond to 365 days, or zero: late writes are not waited for */
    TailServerSettings rotationGrace(Duration grace);

    /** What happens to the clients when the file is rotated. */
    RotationPolicy onRotation();

    TailServerSettings onRotation(RotationPolicy policy);

    /** What the readiness check says of the server while its file does not exist. */
    MissingFile missingFile();

    TailServerSettings missingFile(MissingFile health);

    /** How long a client may take to send its header. */
    Duration headerTimeout();

    /** @param timeout from 1 millisecond to 365 days, or zero for no limit */
    TailServerSettings headerTimeout(Duration timeout);

    /** How many connections may be open at a time. {@link Integer#MAX_VALUE} if the server has no limit of its own. */
    int maxConnections();

    /** @param connections 1 or more; {@link Integer#MAX_VALUE} for no limit of its own */
    TailServerSettings maxConnections(int connections);

    /** How long a client may go without taking any of the bytes that wait for it. */
    Duration stallTimeout();

    /** @param timeout from 1 millisecond to 365 days, or zero for no limit */
    TailServerSettings stallTimeout(Duration timeout);

    /** The name of the TLS configuration that encrypts connections. Empty if they are not encrypted. */
    Optional<String> tlsConfigurationName();

    /** @param configuration {@code <default>} for the one without a name; null for no encryption */
    TailServerSettings tlsConfigurationName(String configuration);

    /** Whether clients are asked for a certificate. */
    ClientAuth tlsClientAuth();

    /** @param clientAuth anything but {@link ClientAuth#NONE} needs a TLS configuration with a trust store */
    TailServerSettings tlsClientAuth(ClientAuth clientAuth);

    /** How long clients may take to read what has been published when the server is stopped. */
    Duration shutdownTimeout();

    /** @param timeout from 1 millisecond to 365 days, or zero to close connections at once */
    TailServerSettings shutdownTimeout(Duration timeout);
}
