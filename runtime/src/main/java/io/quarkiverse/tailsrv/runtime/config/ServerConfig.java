package io.quarkiverse.tailsrv.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import io.vertx.core.http.ClientAuth;

/**
 * One server: the file that it serves, and where and how it does so.
 */
@ConfigGroup
public interface ServerConfig {

    /**
     * The file to serve. A relative path counts from the directory in which the application was started; symbolic links are
     * followed, also when they change.
     * <p>
     * The file need not exist yet, nor its directory: the port is open, one warning is logged, and clients wait. If this is
     * absent, there is no server, and one warning says so.
     */
    Optional<Path> file();

    /**
     * Whether the server is started. If `false`, it opens no port and no file.
     */
    @WithDefault("true")
    boolean active();

    /**
     * The host name or IP address to listen on.
     * <p>
     * If this is absent, it is `0.0.0.0`, all interfaces, in production, and `localhost` in dev and test mode, as it is for
     * HTTP. `::` listens for IPv6 and IPv4 alike.
     */
    @ConfigDocDefault("0.0.0.0 (localhost in dev and test mode)")
    Optional<String> host();

    /**
     * The TCP port to listen on, from 1 to 65535, or 0 to have the system choose a free one: the start line names it, and
     * `TailServer.port()` returns it. Values outside this range fail the start, and so does a port that is already in use.
     */
    @ConfigDocDefault("4321 (a free one in test mode)")
    OptionalInt port();

    /**
     * How many connections the system may hold ready for the application to accept, from 1 on; the system itself may allow
     * fewer (Linux: the sysctl `net.core.somaxconn`). Zero and negative values fail the start.
     */
    @WithDefault("16384")
    int acceptBacklog();

    /**
     * Whether each connection begins with what a proxy says of its client, by version 1 or 2 of the PROXY protocol (HAProxy:
     * `send-proxy` or `send-proxy-v2`, nginx: `proxy_protocol on`), so that `TailConnection.remoteAddress()` and the log have
     * the address of the client, not of the proxy. Whoever connects without it within `header-timeout` is refused, and whoever
     * reaches the port past the proxy can claim any address: let the proxy alone reach it.
     */
    @WithDefault("false")
    boolean proxyProtocol();

    /**
     * How often the file is looked at, whatever file events there are: growth and rotation are noticed within this time even
     * where the system sends no events, and after a rotation the old file is followed for this long. Zero and negative
     * values fail the start.
     */
    @WithDefault("1S")
    Duration pollInterval();

    /**
     * What becomes of the clients when the file is renamed, deleted, replaced, truncated or rewritten: `close` sends them all
     * of the old file, what is written to it within one poll interval after a rename included, and ends their connections;
     * `follow` does so and goes on with the new file from its first byte on the same connection; `linger` keeps them on the
     * old file for as long as they are connected; `exit` ends the application with status 0 once the old file has been
     * followed for one poll interval, or at once if nobody reads it.
     * <p>
     * Of a file that was truncated or rewritten, clients that are behind can't be sent the rest. Whoever connects afterwards
     * gets the new file, with each of these.
     */
    @WithDefault("close")
    RotationPolicy onRotation();

    /**
     * How long a client may take to send its header, the line that says where to start; then its connection is closed. With
     * TLS, this includes the handshake. Zero means for ever. Negative values fail the start.
     */
    @WithDefault("10S")
    Duration headerTimeout();

    /**
     * How many connections there may be at a time, from 1 on; more are closed as they come, and those that are there are
     * served on. Zero and negative values fail the start.
     * <p>
     * If this is absent, the server has no limit of its own. All servers of an application together never take more than
     * three quarters of the file descriptors that its process may have (`ulimit -n`), and leave it at least 64 more than it has
     * open otherwise, so that it can still do its other work.
     */
    @ConfigDocDefault("three quarters of the file descriptors or fewer, shared by all servers")
    OptionalInt maxConnections();

    /**
     * How long a client may take none of the bytes that wait for it; then its connection is ended, but not that of a client
     * that has got all there is. How slowly one may read depends on the transport: with epoll some KB in that time are enough;
     * otherwise, and so in a native binary, it may have to be more than a MiB. Zero means for ever. Negative values fail the
     * start.
     */
    @WithDefault("0")
    Duration stallTimeout();

    /**
     * The name of the TLS configuration (`quarkus.tls."name".*`) to encrypt connections with; {@code <default>} is the one
     * without a name (`quarkus.tls.*`). It must have a key store. A name that is not configured fails the start.
     * <p>
     * If this is absent, connections are not encrypted, whatever TLS configurations there are.
     */
    Optional<String> tlsConfigurationName();

    /**
     * Whether clients are asked for a certificate: `none` does not ask; `request` asks, and refuses clients with one that the
     * trust store of the TLS configuration does not trust; `required` refuses clients without one, too. Without
     * `tls-configuration-name`, or without a trust store in that configuration, anything but `none` fails the start.
     */
    @WithDefault("none")
    ClientAuth tlsClientAuth();

    /**
     * How long clients may take at shutdown to read what has been published; then their connections are closed. Zero closes
     * them at once. Negative values fail the start.
     */
    @WithDefault("5S")
    Duration shutdownTimeout();
}
