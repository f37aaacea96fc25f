package io.quarkiverse.tailsrv.runtime.tls;

import java.util.function.Supplier;

import javax.net.ssl.SSLException;

import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.report.Failures;
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
    private final Vertx vertx;

    /** The one that was checked last: an application may register another one in its place. */
    private volatile TlsConfiguration checked;
    private volatile boolean loaded;

    /**
     * @param registered the configuration that is registered now; it fails if that one lacks the key store or the trust store
     *        that the options need
     */
    Tls(ServerOptions options, Supplier<TlsConfiguration> registered, Vertx vertx) {
        this.options = options;
        this.registered = registered;
        this.vertx = vertx;
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
     */
    public void configure(NetServerOptions server) {
        TlsConfiguration configuration = checked;
        TlsConfigUtils.configure(server, configuration);
        // No ALPN: there is only one application protocol
        server.setSsl(false).setUseAlpn(false);
        server.setSni(configuration.usesSni()).setClientAuth(options.tlsClientAuth());
    }

    /** As {@link #refresh}, which has nothing to do when it is next called, for the first start. */
    Tls load() {
        refresh();
        loaded = true;
        return this;
    }

    /**
     * Takes the configuration that is registered now, in its current state. Blocks.
     *
     * @throws ConfigurationException if it can't be used; names the property, its value, and what to do
     */
    public void refresh() {
        boolean known = loaded && registered.get() == checked;
        loaded = false;
        if (!known) {
            try {
                current();
            } catch (ConfigurationException e) {
                throw e;
            } catch (Exception e) { // key stores throw many types of exceptions
                throw options.unusable(TlsConfigurations.NAME, configurationName(),
                        "can't be used: " + Failures.message(e) + "; correct " + properties());
            }
        }
    }

    /**
     * What is registered now, in its current state, which a trial handshake has checked. Blocks.
     *
     * @throws SSLException if no client could connect
     * @throws Exception if the key or the certificate can't be read, or there is none
     */
    public SSLOptions current() throws Exception {
        TlsConfiguration now = registered.get();
        SSLOptions current = now.getSSLOptions();
        TrialHandshake.with(current, vertx);
        checked = now;
        return current;
    }
}
