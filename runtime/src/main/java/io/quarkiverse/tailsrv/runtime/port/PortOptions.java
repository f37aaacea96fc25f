package io.quarkiverse.tailsrv.runtime.port;

import java.util.List;

import io.quarkiverse.tailsrv.NetServerOptionsCustomizer;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkiverse.tailsrv.runtime.tls.Tls;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.net.NetServerOptions;

/**
 * The options of one server's NetServers.
 *
 * @param tls null if connections are not encrypted
 */
public record PortOptions(ServerOptions server, SocketTransport transport, Tls tls,
        List<NetServerOptionsCustomizer> customizers) {

    /**
     * Created anew each time, since certificates may have changed.
     *
     * @throws ConfigurationException if a customizer has set an option that has a property
     */
    NetServerOptions netServerOptions() {
        NetServerOptions options = new NetServerOptions();
        transport.configure(options);
        options.setHost(server.host()).setPort(server.port()).setAcceptBacklog(server.acceptBacklog());
        if (tls != null) {
            tls.configure(options);
        }
        for (NetServerOptionsCustomizer customizer : customizers) {
            customizer.customize(options);
            check(options);
        }
        return options;
    }

    /** Other code reads these settings from the properties, so customizers must not change them. */
    private void check(NetServerOptions options) {
        check(options.getHost().equals(server.host()), "host");
        check(options.getPort() == server.port(), "port");
        check(!options.isSsl(), "tls-configuration-name");
        check(!options.isUseProxyProtocol(), "proxy-protocol");
        check(options.getIdleTimeout() == 0 && options.getReadIdleTimeout() == 0 && options.getWriteIdleTimeout() == 0,
                "stall-timeout");
    }

    private void check(boolean left, String key) {
        if (!left) {
            throw new ConfigurationException("A NetServerOptionsCustomizer of the tailsrv server \"" + server.name()
                    + "\" has changed an option that has a property; set " + server.property(key) + " instead");
        }
    }
}
