package io.quarkiverse.tailsrv;

import io.vertx.core.net.NetServerOptions;

/**
 * Changes the options of the {@link io.vertx.core.net.NetServer} that clients connect to. Use it for options without a property
 * in this extension, such as buffer sizes, {@code SO_REUSEPORT}, the traffic class, or a log of network activity. A bean of
 * this type without a qualifier is for the server without a name; a bean with {@link TailServerName} is for the server of that
 * name.
 */
@FunctionalInterface
public interface NetServerOptionsCustomizer {

    /**
     * Called each time before the port is opened, on the thread that opens it. It may block. An exception fails the start.
     * <p>
     * Host, port, TLS, the PROXY protocol and idle timeouts have properties: changing them here fails the start, too. The other
     * options do not change how headers and files are served. Traffic that is shaped counts as not taken by the client for as
     * long as it waits, so do not combine that with {@code stall-timeout}.
     *
     * @param options the options to change
     */
    void customize(NetServerOptions options);
}
