package io.quarkiverse.tailsrv.runtime.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.TailConnection;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerState;
import io.quarkiverse.tailsrv.runtime.file.FileGeneration;
import io.vertx.core.impl.VertxInternal;

/**
 * A server as the application sees it: an endpoint while it is started, and what outlives that.
 */
public final class ManagedServer implements TailServer {

    private static final Logger LOG = Logger.getLogger(ManagedServer.class.getPackageName());

    private final ServerContext context;
    private final Executor worker;
    private final Function<ServerContext, TailEndpoint> endpoints;
    private volatile TailEndpoint endpoint;
    private volatile int lastPort;
    private volatile String failure;

    // Starts and stops follow each other in the order in which they were asked for
    private CompletableFuture<Void> transition = CompletableFuture.completedFuture(null);
    private boolean retired;

    /**
     * @param endpoints makes one for each start
     * @param limit of all servers together
     * @param observers takes events on any thread, and returns at once
     */
    ManagedServer(ServerOptions options, VertxInternal vertx, Function<ServerContext, TailEndpoint> endpoints,
            ConnectionLimit limit,
            Consumer<Object> observers) {
        this.context = new ServerContext(options, new ServerStatistics(vertx.getEventLoopGroup()), new OpenConnections(),
                new ConnectionLimit(options.maxConnections(), limit), new ServerEvents(this, observers));
        this.endpoints = endpoints;
        this.lastPort = options.port();
        this.worker = task -> vertx.executeBlocking(() -> {
            task.run();
            return null;
        }, false);
    }

    /** What has been counted so far. */
    public ServerStatistics statistics() {
        return context.statistics();
    }

    /** How many connections have said where to start and have not ended. */
    public int connectionCount() {
        return context.connections().count();
    }

    /** How far the connection that is furthest behind is so, in bytes. */
    public long largestLag() {
        return context.connections().largestLag();
    }

    @Override
    public String name() {
        return context.options().name();
    }

    @Override
    public Path file() {
        return context.options().file();
    }

    @Override
    public String host() {
        return context.options().host();
    }

    @Override
    public int port() {
        return lastPort;
    }

    @Override
    public TailServerState state() {
        TailEndpoint started = endpoint;
        if (started == null || !started.isOpen()) {
            return TailServerState.STOPPED;
        }
        return started.current() == null ? TailServerState.WAITING : TailServerState.SERVING;
    }

    @Override
    public Optional<String> problem() {
        TailEndpoint started = endpoint;
        return Optional.ofNullable(started == null ? failure : started.problem());
    }

    @Override
    public long length() {
        FileGeneration current = current();
        return current == null ? 0 : current.limit();
    }

    @Override
    public long generation() {
        FileGeneration current = current();
        return current == null ? 0 : current.number();
    }

    private FileGeneration current() {
        TailEndpoint started = endpoint;
        return started == null ? null : started.current();
    }

    @Override
    public List<TailConnection> connections() {
        return context.connections().snapshot();
    }

    @Override
    public void close(TailConnection connection) {
        Connection open = context.connections().find(connection.id());
        if (open != null && open.snapshot().remoteAddress().equals(connection.remoteAddress())) {
            open.end();
        }
    }

    @Override
    public CompletionStage<Void> start() {
        return then(this::open);
    }

    @Override
    public CompletionStage<Void> stop() {
        return then(this::shut);
    }

    /** Stops it for good. */
    synchronized CompletableFuture<Void> retire() {
        CompletableFuture<Void> stopped = then(this::shut);
        retired = true;
        return stopped;
    }

    private synchronized CompletableFuture<Void> then(Supplier<CompletableFuture<Void>> next) {
        if (retired) {
            return CompletableFuture.failedFuture(new IllegalStateException(
                    "The tailsrv server \"" + name() + "\" can't be started or stopped: the application is about to end"));
        }
        transition = transition.handle((done, failed) -> null).thenCompose(ignored -> next.get());
        return transition.copy();
    }

    private CompletableFuture<Void> open() {
        if (endpoint != null) {
            return CompletableFuture.completedFuture(null);
        }
        TailEndpoint opening = endpoints.apply(context);
        return CompletableFuture.completedFuture(opening)
                .thenComposeAsync(ignored -> opening.start(port -> opened(opening, port)), worker)
                .whenComplete((done, failed) -> {
                    failure = failed == null ? null : Failures.message(failed);
                    if (failed != null) {
                        endpoint = null;
                    }
                });
    }

    private void opened(TailEndpoint opened, int port) {
        lastPort = port;
        endpoint = opened;
        LOG.infof("Tailing %s on %s:%d %s", file(), host(), port, opened.transport());
        context.events().started();
    }

    private CompletableFuture<Void> shut() {
        TailEndpoint closing = endpoint;
        if (closing == null) {
            return CompletableFuture.completedFuture(null);
        }
        return closing.stop().thenRunAsync(() -> {
            endpoint = null;
            closing.unwatch(); // may block
            LOG.infof("Stopped tailing %s on %s:%d", file(), host(), lastPort);
            context.events().stopped();
        }, worker);
    }
}
