package io.quarkiverse.tailsrv.runtime.tls;

import javax.net.ssl.SSLException;

import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SSLOptions;

/**
 * What a configuration of Quarkus' TLS registry means for one server. For any thread.
 */
public final class Tls {

    private final ServerOptions options;
    private final TlsConfiguration configuration;

    /**
     * @param configuration has what the options ask for
     */
    Tls(ServerOptions options, TlsConfiguration configuration) {
        this.options = options;
        this.configuration = configuration;
    }

    /** In the registry. */
    public String configurationName() {
        return options.tlsConfigurationName();
    }

    /**
     * Has a NetServer encrypt what is upgraded to TLS, by what the configuration holds now. It does not encrypt on its own:
     * Vert.x would show a client only after its handshake, whose time and alerts would be none of ours.
     */
    public void configure(NetServerOptions server) {
        TlsConfigUtils.configure(server, configuration);
        // Applications' protocols are not negotiated: there is but one here
        server.setSsl(false).setUseAlpn(false);
        server.setSni(configuration.usesSni()).setClientAuth(options.tlsClientAuth());
    }

    /** What the configuration holds now. */
    public SSLOptions current() {
        return configuration.getSSLOptions();
    }

    /**
     * Tries what the configuration holds now. Blocks.
     *
     * @throws SSLException no client could connect by it
     * @throws Exception it can't be used at all
     */
    public void check(Vertx vertx) throws Exception {
        TrialHandshake.with(current(), vertx);
    }
}
