package io.quarkiverse.tailsrv;

import io.vertx.core.net.NetServerOptions;

/**
 * Changes the options of the {@link io.vertx.core.net.NetServer} that clients connect to, for what has no property of this
 * extension, such as buffer sizes, {@code SO_REUSEPORT}, the traffic class, or a log of all that comes and goes. A bean of this
 * type is asked without a qualifier about the server without a name, with {@link TailServerName} about the one of that name.
 */
@FunctionalInterface
public interface NetServerOptionsCustomizer {

    /**
     * Called each time before the port is opened, on the thread that opens it, which may block. What it throws fails the start.
     * <p>
     * Host, port, TLS, the PROXY protocol and timeouts of idle connections have properties: what changes these fails the start,
     * too. Headers and files are served all the same by whatever the other options are.
     *
     * @param options as they are without this, to be changed
     */
    void customize(NetServerOptions options);
}
