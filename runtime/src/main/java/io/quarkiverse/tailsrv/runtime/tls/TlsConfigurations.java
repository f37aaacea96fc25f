package io.quarkiverse.tailsrv.runtime.tls;

import java.util.Locale;

import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;

/**
 * Finds the TLS configurations of servers in Quarkus' TLS registry.
 */
public final class TlsConfigurations {

    static final String NAME = "tls-configuration-name";

    private final TlsConfigurationRegistry registry;
    private final Vertx vertx;

    public TlsConfigurations(TlsConfigurationRegistry registry, Vertx vertx) {
        this.registry = registry;
        this.vertx = vertx;
    }

    /**
     * Finds and checks the server's TLS configuration. Blocks.
     *
     * @return the configuration, or null if the server has none
     * @throws ConfigurationException if it can't be used; names the property, its value, and what to do
     */
    public Tls load(ServerOptions options) {
        if (options.tlsConfigurationName() == null) {
            return null;
        }
        return new Tls(options, () -> find(options), vertx).load();
    }

    private TlsConfiguration find(ServerOptions options) {
        String name = options.tlsConfigurationName();
        TlsConfiguration found = registry.get(name).orElseThrow(() -> options.unusable(NAME, name,
                "is not a TLS configuration; set " + property(options, "key-store.*") + ", or the name of one that there is"));
        if (found.getKeyStoreOptions() == null) {
            throw options.unusable(NAME, name,
                    "is a TLS configuration without a key store; set " + property(options, "key-store.*"));
        }
        if (options.tlsClientAuth() != ClientAuth.NONE && found.getTrustStoreOptions() == null) {
            throw options.unusable("tls-client-auth", options.tlsClientAuth().name().toLowerCase(Locale.ROOT),
                    "needs a trust store to check the clients' certificates; set " + property(options, "trust-store.*"));
        }
        return found;
    }

    static String property(ServerOptions options, String key) {
        String name = options.tlsConfigurationName();
        return "quarkus.tls." + (name.equals("<default>") ? "" : '"' + name + "\".") + key;
    }
}
