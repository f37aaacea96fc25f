package io.quarkiverse.tailsrv.runtime.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

import io.quarkiverse.tailsrv.client.TailClientBuilder;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;

/**
 * Where clients are made, and what they have in common: that their streams end with the application. For any thread.
 */
public final class Clients {

    private final Vertx vertx;
    private final TlsConfigurationRegistry tlsConfigurations;
    private final Set<Stream<?>> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Of no verticle: what is deployed from within one, such as another stream, would end with it. */
    private final Context origin;

    /** To be called on a thread of no verticle, as when the application starts. */
    public Clients(Vertx vertx, TlsConfigurationRegistry tlsConfigurations) {
        this.vertx = vertx;
        this.origin = vertx.getOrCreateContext();
        this.tlsConfigurations = tlsConfigurations;
    }

    public TailClientBuilder builder() {
        return new ClientBuilder(this);
    }

    /** Completes all streams, and those that are subscribed to from now on. Does not wait for it. */
    public void close() {
        closed = true;
        streams.forEach(stream -> stream.delivery().complete());
    }

    void start(Stream<?> stream) {
        streams.add(stream);
        if (closed) {
            stream.delivery().complete();
        }
        DeploymentOptions options = new DeploymentOptions().setClassLoader(Thread.currentThread().getContextClassLoader());
        try {
            origin.runOnContext(
                    start -> vertx.deployVerticle(stream, options).onSuccess(stream::deployed).onFailure(stream::notDeployed));
        } catch (RejectedExecutionException e) { // Vert.x is closed
            stream.notDeployed(e);
        }
    }

    void ended(Stream<?> stream) {
        streams.remove(stream);
    }

    TlsConfigurationRegistry tlsConfigurations() {
        return tlsConfigurations;
    }
}
