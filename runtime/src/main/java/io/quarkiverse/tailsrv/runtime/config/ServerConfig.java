package io.quarkiverse.tailsrv.runtime.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import io.quarkiverse.tailsrv.FileSelection;
import io.quarkiverse.tailsrv.RotationPolicy;
import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import io.vertx.core.http.ClientAuth;

/**
 * The settings of one server. For a named server, what is not set has the value of the server without a name, except for
 * {@link #file()}, {@link #fileSelection()}, {@link #port()}, {@link #testPort()} and {@link #active()}.
 */
@ConfigGroup
public interface ServerConfig {

    String DEFAULT_PORT = "4321";

    /**
     * The file to serve. A relative path is resolved against the directory in which the application was started. Symbolic links
     * are followed, also when they change.
     * <p>
     * If the file's name has `{latest}` in it, it is a pattern: `app-{latest}.log` stands for the newest of all files whose
     * name
     * begins with `app-` and ends with `.log`. When there is a newer one that is not empty, that is a rotation: the old file is
     * followed for `rotation-grace`, and `on-rotation` says what its clients get. `file-selection` says which file is the
     * newest.
     * <p>
     * Neither the file nor its directory needs to exist yet: the port is opened, one warning is logged, and clients wait. If
     * this is absent, there is no server, and one warning is logged. It is no default for named servers.
     */
    Optional<String> file();

    /**
     * Which of the files that match a pattern is the newest, and so is served: the one with the last name (`latest-name`),
     * where
     * numbers in names count by their value, or the one that was written to last (`latest-modified`).
     * <p>
     * If this is set, the name of `file` may be a glob, such as `app-*.log`. If it is absent, only `{latest}` makes it a
     * pattern,
     * with `latest-name`: a file may well have an asterisk or a bracket in its name. It is no default for named servers.
     */
    @ConfigDocDefault("latest-name, if the name has {latest} in it")
    Optional<FileSelection> fileSelection();

    /**
     * Whether the server is started. If `false`, neither a port nor a file is opened. It is no default for named servers.
     */
    @WithDefault("true")
    boolean active();

    /**
     * The host name or IP address to listen on.
     * <p>
     * If this is absent, it is `0.0.0.0` (all interfaces) in production, and `localhost` in dev and test mode, as for HTTP.
     * `0.0.0.0` and `::` both listen for IPv4 and IPv6, where the machine has both: a firewall must close both. To listen for
     * IPv4 only, start the JVM with `-Djava.net.preferIPv4Stack=true`.
     */
    @ConfigDocDefault("0.0.0.0 (localhost in dev and test mode)")
    Optional<String> host();

    /**
     * The TCP port to listen on, from 1 to 65535, or 0 to let the system choose a free one. The log line of the start names the
     * chosen port, and `TailServer.port()` returns it. Other values fail the start, and so does a port that is already in use.
     * `QuarkusTest` and continuous testing use `test-port` instead; `QuarkusIntegrationTest` starts the packaged application,
     * which uses this port. It is no default for named servers.
     */
    @WithDefault(DEFAULT_PORT)
    int port();

    /**
     * The TCP port to listen on in `QuarkusTest` and continuous testing, from 1 to 65535, or 0 to let the system choose a free
     * one, which `TailServer.port()` returns. Other values fail the start, and so does a port that is already in use. It is no
     * default for named servers.
     */
    @WithDefault("0")
    int testPort();

    /**
     * How many new connections may wait in the system until the application accepts them, 1 or more. The system itself may
     * allow fewer (Linux: the sysctl `net.core.somaxconn`). Zero and negative values fail the start.
     */
    @WithDefault("16384")
    int acceptBacklog();

    /**
     * Whether each connection begins with a header of the PROXY protocol, version 1 or 2 (HAProxy: `send-proxy` or
     * `send-proxy-v2`, nginx: `proxy_protocol on`). Then `TailConnection.remoteAddress()` and the log have the address of the
     * client, not of the proxy. A client that does not send this header within `header-timeout` is refused. A client that can
     * bypass the proxy can claim any address: let only the proxy reach the port.
     */
    @WithDefault("false")
    boolean proxyProtocol();

    /**
     * How often the file is checked, in addition to file events. Growth and rotation are noticed within this time even where
     * the system sends no events. Zero and negative values fail the start.
     */
    @WithDefault("1S")
    Duration pollInterval();

    /**
     * How long the old file is still followed after it was renamed, deleted or replaced. What its writer still writes to it in
     * this time is sent to the clients of the old file. Set it to the longest time that the writer takes to open the new file.
     * With `on-rotation=linger` it has no effect: the old file is followed for as long as clients are connected to it.
     * <p>
     * If this is absent, it is the same as `poll-interval`. If it is zero, late writes are not waited for: clients are sent
     * what is in the old file when the rotation is noticed. Negative values fail the start.
     */
    @ConfigDocDefault("the value of poll-interval")
    Optional<Duration> rotationGrace();

    /**
     * What happens to the clients when the file is renamed, deleted, replaced, truncated or rewritten. `close` sends them all
     * of the old file, including what is written to it within `rotation-grace` after a rename, and ends their connections.
     * `follow` does the same, but then sends the new file from its first byte on the same connection. `linger` keeps them on
     * the old file for as long as they are connected. `exit` ends the application with status 0 once the old file has been
     * followed for `rotation-grace`, or at once if nobody reads it.
     * <p>
     * If the file was truncated or rewritten, clients that are behind can't be sent the rest. Clients that connect after the
     * rotation get the new file, whatever this is set to.
     */
    @WithDefault("close")
    RotationPolicy onRotation();

    /**
     * How long a client may take to send its header, the line that says where to start. After that its connection is closed.
     * With TLS, this includes the handshake. Zero means no limit. Negative values fail the start.
     */
    @WithDefault("10S")
    Duration headerTimeout();

    /**
     * How many connections may be open at a time, 1 or more. Further connections are closed at once; those that are open are
     * not affected. Zero and negative values fail the start.
     * <p>
     * If this is absent, the server has no limit of its own. All servers of an application together never take more than three
     * quarters of the file descriptors that its process may have (`ulimit -n`). They also leave at least 64 more than the
     * process has open for other purposes, so that the application can still do its other work. These are counted when the
     * first client comes, and again when that bound is reached; it can only rise.
     */
    @ConfigDocDefault("three quarters of the file descriptors or fewer, shared by all servers")
    OptionalInt maxConnections();

    /**
     * How long a client may go without taking any of the bytes that wait for it. After that its connection is ended. A client
     * that has received everything is not affected. How slowly a client may read depends on the transport: with epoll, some KB
     * in that time are enough; otherwise, also in a native binary, more than a MiB may be needed. Zero means no limit. Negative
     * values fail the start.
     */
    @WithDefault("0")
    Duration stallTimeout();

    /**
     * The name of the TLS configuration (`quarkus.tls."name".*`) that encrypts connections; {@code <default>} is the one
     * without a name (`quarkus.tls.*`). It must have a key store. A name that is not configured fails the start.
     * <p>
     * If this is absent, connections are not encrypted, even if there are TLS configurations.
     */
    Optional<String> tlsConfigurationName();

    /**
     * Whether clients are asked for a certificate. `none` does not ask. `request` asks, and refuses a certificate that the
     * trust store of the TLS configuration does not trust. `required` also refuses clients without a certificate. Without
     * `tls-configuration-name`, or without a trust store in that configuration, anything but `none` fails the start.
     */
    @WithDefault("none")
    ClientAuth tlsClientAuth();

    /**
     * How long clients may take at shutdown to read what has been published. After that their connections are closed. Zero
     * closes them at once. Negative values fail the start.
     */
    @WithDefault("5S")
    Duration shutdownTimeout();

    /**
     * Health
     */
    ServerHealthConfig health();
}
