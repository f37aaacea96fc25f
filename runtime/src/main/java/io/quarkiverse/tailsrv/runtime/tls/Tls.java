package io.quarkiverse.tailsrv.runtime.tls;

import java.util.function.Supplier;

import javax.net.ssl.SSLException;

import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SSLOptions;

/**
 * Applies a configuration of Quarkus' TLS registry to one server. For any thread.
 */
public final class Tls {

    private final ServerOptions options;
    private final Supplier<TlsConfiguration> registered;

    /**
     * @param registered the configuration that the registry has by now: an application may register another one. It has the
     *        key store and trust store that the options need, or this fails
     */
    Tls(ServerOptions options, Supplier<TlsConfiguration> registered) {
        this.options = options;
        this.registered = registered;
    }

    /** The name in the registry. */
    public String configurationName() {
        return options.tlsConfigurationName();
    }

    /** The properties that configure it, for a message. */
    public String properties() {
        return TlsConfigurations.property(options, "*");
    }

    /**
     * Sets the current certificates, but leaves TLS off: each socket is upgraded to TLS later. Otherwise Vert.x would show a
     * client only after its handshake, and we could not control its timeout and alerts.
     *
     * @throws ConfigurationException if what is registered now lacks what the server needs
     */
    public void configure(NetServerOptions server) {
        TlsConfiguration configuration = registered.get();
        TlsConfigUtils.configure(server, configuration);
        // No ALPN: there is only one application protocol
        server.setSsl(false).setUseAlpn(false);
        server.setSni(configuration.usesSni()).setClientAuth(options.tlsClientAuth());
    }

    /** The current state of the configuration. */
    public SSLOptions current() {
        return registered.get().getSSLOptions();
    }

    /**
     * Checks the current state of the configuration with a trial handshake. Blocks.
     *
     * @throws SSLException if no client could connect
     * @throws Exception if the key or the certificate can't be read
     */
    public void check(Vertx vertx) throws Exception {
        TrialHandshake.with(current(), vertx);
    }
}
