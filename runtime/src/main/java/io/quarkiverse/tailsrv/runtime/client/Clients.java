package io.quarkiverse.tailsrv.runtime.client;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tailsrv.client.TailClientBuilder;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;

/**
 * Where clients are made, and what they have in common: that their streams end with the application. For any thread.
 */
public final class Clients {

    private static final int PATIENCE_SECONDS = 2;

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

    /**
     * Completes all streams, and those that are subscribed to from now on. Waits a moment until Vert.x has let go of them: it
     * may be closed next, and must not do so at the same time.
     */
    public void close() {
        closed = true;
        List<Stream<?>> open = List.copyOf(streams);
        open.forEach(stream -> stream.delivery().complete());
        CompletableFuture.allOf(open.stream().map(Stream::gone).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    void start(Stream<?> stream) {
        streams.add(stream);
        stream.gone().thenRun(() -> streams.remove(stream));
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

    TlsConfigurationRegistry tlsConfigurations() {
        return tlsConfigurations;
    }
}
