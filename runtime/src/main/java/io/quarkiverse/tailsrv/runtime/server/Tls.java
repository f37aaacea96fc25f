package io.quarkiverse.tailsrv.runtime.server;

import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLException;

import org.jboss.logging.Logger;

import io.netty.channel.Channel;
import io.quarkus.tls.TlsConfiguration;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.impl.SSLHelper;
import io.vertx.core.net.impl.SslChannelProvider;

/**
 * Encrypts a server's connections by a configuration of Quarkus' TLS registry. For any thread.
 */
final class Tls {

    private static final Logger LOG = Logger.getLogger(Tls.class.getPackageName());

    private final ServerOptions options;
    private final TlsConfiguration configuration;
    private final VertxInternal vertx;
    private volatile SslChannelProvider current;

    // One after the other, so that the last one asked for is the one that stays
    private CompletableFuture<Void> loading = CompletableFuture.completedFuture(null);

    /**
     * @param configuration has what the options ask for
     */
    Tls(ServerOptions options, TlsConfiguration configuration, VertxInternal vertx) {
        this.options = options;
        this.configuration = configuration;
        this.vertx = vertx;
    }

    /** In the registry. */
    String configurationName() {
        return options.tlsConfigurationName();
    }

    /**
     * Takes what the configuration holds by now, for all connections to come.
     *
     * @return completed on any thread, with an exception if that can't be used
     */
    synchronized CompletableFuture<Void> load() {
        loading = loading.handle((done, failed) -> null).thenCompose(ignored -> build());
        return loading.copy();
    }

    private CompletableFuture<Void> build() {
        // Applications' protocols are not negotiated: there is but one here
        NetServerOptions how = new NetServerOptions().setSsl(true).setUseAlpn(false)
                .setSni(configuration.usesSni()).setClientAuth(options.tlsClientAuth());
        return new SSLHelper(how, null).buildChannelProvider(configuration.getSSLOptions(), vertx.createEventLoopContext())
                .compose(loaded -> vertx.executeBlocking(() -> checked(loaded), false))
                .toCompletionStage().toCompletableFuture()
                .thenAccept(loaded -> current = loaded);
    }

    private static SslChannelProvider checked(SslChannelProvider loaded) throws SSLException {
        TrialHandshake.with(loaded.sslServerContext(false));
        return loaded;
    }

    /** As {@link #load}, and what can't be used is said and left. */
    CompletableFuture<Void> reload() {
        return load().whenComplete((done, failed) -> {
            if (failed == null) {
                LOG.debugf("%s: \"%s\" has been reloaded, for new connections", options.property("tls-configuration-name"),
                        configurationName());
            } else {
                LOG.warnf("%s: \"%s\" can't be used as it is now (%s); new connections are encrypted as before",
                        options.property("tls-configuration-name"), configurationName(),
                        Failures.message(failed));
            }
        }).exceptionally(said -> null);
    }

    /** Before the connection's own handler. */
    Wire install(Channel channel) {
        return TlsWire.install(channel, current.createServerHandler(null));
    }
}
