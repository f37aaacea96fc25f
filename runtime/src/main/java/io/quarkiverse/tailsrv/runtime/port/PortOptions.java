package io.quarkiverse.tailsrv.runtime.port;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tailsrv.NetServerOptionsCustomizer;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkiverse.tailsrv.runtime.tls.Tls;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.net.NetServerOptions;

/**
 * What the NetServers of one server are to be like.
 *
 * @param tls null: connections are not encrypted
 */
public record PortOptions(ServerOptions server, SocketTransport transport, Tls tls,
        List<NetServerOptionsCustomizer> customizers) {

    /**
     * Made anew each time, since certificates may have changed.
     *
     * @throws ConfigurationException a customizer has set what is not its own to set
     */
    NetServerOptions netServerOptions() {
        NetServerOptions options = new NetServerOptions();
        transport.configure(options);
        options.setHost(server.host()).setPort(server.port()).setAcceptBacklog(server.acceptBacklog());
        options.setUseProxyProtocol(server.proxyProtocol())
                .setProxyProtocolTimeout(server.headerTimeout().toMillis())
                .setProxyProtocolTimeoutUnit(TimeUnit.MILLISECONDS);
        if (tls != null) {
            tls.configure(options);
        }
        for (NetServerOptionsCustomizer customizer : customizers) {
            customizer.customize(options);
            check(options);
        }
        return options;
    }

    /** Each of these is looked at elsewhere as well, so it has a property, which alone sets it. */
    private void check(NetServerOptions options) {
        check(options.getHost().equals(server.host()), "host");
        check(options.getPort() == server.port(), "port");
        check(!options.isSsl(), "tls-configuration-name");
        check(options.isUseProxyProtocol() == server.proxyProtocol(), "proxy-protocol");
        check(options.getIdleTimeout() == 0 && options.getReadIdleTimeout() == 0 && options.getWriteIdleTimeout() == 0,
                "stall-timeout");
    }

    private void check(boolean left, String key) {
        if (!left) {
            throw new ConfigurationException("A NetServerOptionsCustomizer of the tailsrv server \"" + server.name()
                    + "\" has changed what it must leave; set " + server.property(key) + " instead");
        }
    }
}
