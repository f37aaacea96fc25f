package io.quarkiverse.tailsrv.runtime.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerCustomizer;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
import io.quarkiverse.tailsrv.runtime.options.Customizers;
import io.quarkiverse.tailsrv.runtime.options.LaunchDefaults;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.options.WantedServers;
import io.quarkiverse.tailsrv.runtime.report.Failures;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * All servers of the application. Starts those that are configured, and stops all, with the application.
 */
public final class ServerRegistry implements TailServers {

    private static final Logger LOG = Logger.getLogger(ServerRegistry.class.getPackageName());

    /** How long whoever tells of a new certificate waits until it is used. */
    private static final long RELOAD_SECONDS = 10;

    private final ServerFactory factory;
    private final ServerList servers = new ServerList();
    private final CompletableFuture<Void> stopping = new CompletableFuture<>();

    /** Null until the configured servers have been started. */
    private volatile Additions additions;

    /**
     * @param eventLoops how many Vert.x has
     * @param observers receives events on any thread, and returns at once
     */
    public ServerRegistry(Vertx vertx, int eventLoops, TlsConfigurationRegistry tlsConfigurations,
            Consumer<Object> observers) {
        this.factory = new ServerFactory(vertx, eventLoops, tlsConfigurations, observers, this::closedFiles);
    }

    private int closedFiles() {
        return (int) servers.all().stream().filter(ManagedServer::isFileClosed).count();
    }

    /**
     * Starts all active servers that have a file. Blocks until their ports are open.
     *
     * @param expected whether to warn if there is no server
     * @throws ConfigurationException if a server can't be started; {@link #stop()} stops those that were
     */
    public void start(Map<String, ServerConfig> configs, LaunchDefaults defaults, Customizers customizers,
            boolean expected) {
        WantedServers wanted = new WantedServers(configs, defaults, customizers);
        List<ManagedServer> created = new ArrayList<>();
        for (ServerOptions options : wanted.configured(expected)) {
            created.add(factory.create(options, customizers, servers::opened));
        }
        created.forEach(server -> servers.enter(server, () -> false));
        for (ManagedServer server : created) {
            await(server.start());
        }
        all(created.stream().map(ManagedServer::announced)).join(); // soon, even if a file system hangs
        AsyncLog.flush();
        additions = new Additions(servers,
                (name, customizer) -> factory.create(wanted.added(name, customizer), customizers, servers::opened));
    }

    /**
     * Uses the current certificates of a TLS configuration for new connections. Blocks until done, but not on an event loop.
     */
    public void certificateUpdated(String tlsConfigurationName) {
        CompletableFuture<Void> reloaded = all(servers.all().stream()
                .filter(server -> server.isEncryptedBy(tlsConfigurationName)).map(ManagedServer::reloadTls));
        if (!Context.isOnEventLoopThread()) {
            CompletableFuture.anyOf(reloaded, stopping) // a closed Vert.x would never answer
                    .completeOnTimeout(null, RELOAD_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    private static CompletableFuture<Void> all(Stream<CompletableFuture<Void>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }

    private static void await(CompletionStage<Void> started) {
        try {
            started.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw Failures.cause(e) instanceof ConfigurationException unusable ? unusable : e;
        }
    }

    /**
     * Stops all servers at the same time, for good. Blocks until they have stopped, at most for the largest shutdown timeout
     * and the few seconds that event loops may need.
     */
    public void stop() {
        stopping.complete(null);
        servers.close();
        List<ManagedServer> there = servers.all(); // before those that have left: one may leave just now
        long most = there.stream().mapToLong(ManagedServer::stopMillis).max().orElse(0);
        CompletableFuture<Void> left = servers.departures();
        all(there.stream().map(server -> server.retire("the application is about to end"))).exceptionally(failed -> {
            LOG.warn("Not all servers could be stopped in good order", Failures.cause(failed));
            return null;
        }).completeOnTimeout(null, most, TimeUnit.MILLISECONDS).join();
        left.join();
        factory.close();
        AsyncLog.flush();
    }

    @Override
    public Uni<TailServer> add(String name, TailServerCustomizer customizer) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(customizer, "customizer");
        return Uni.createFrom().completionStage(() -> {
            Additions ready = additions;
            if (ready == null) {
                throw new IllegalStateException("The tailsrv server \"" + name
                        + "\" can't be added before the application has started its servers; add it on the StartupEvent or later");
            }
            return ready.add(name, customizer);
        }).onFailure(TimeoutException.class).transform(late -> new TimeoutException("The tailsrv server \"" + name
                + "\" could not be started within " + Additions.SECONDS + " seconds; it is not added"));
    }

    @Override
    public Uni<Void> remove(String name) {
        Objects.requireNonNull(name, "name");
        return Uni.createFrom().completionStage(() -> servers.leave(name, null)).onFailure(TimeoutException.class)
                .transform(late -> new TimeoutException("The tailsrv server \"" + name
                        + "\" is removed, but could not be stopped in time; what hangs ends it when it answers"));
    }

    /** For those who need to know which servers come and go. */
    public void listen(ServersListener listener) {
        servers.listen(listener);
    }

    /** All servers, for health checks. */
    public Collection<ManagedServer> managed() {
        return servers.shown().toList();
    }

    /** As {@link #find}, for those who need more of it. */
    public Optional<ManagedServer> managed(String name) {
        return servers.find(name);
    }

    @Override
    public List<TailServer> all() {
        return servers.shown().<TailServer> map(server -> server).toList();
    }

    @Override
    public Optional<TailServer> find(String name) {
        return managed(name).map(server -> server);
    }

    /** Why there is no server of that name, and what to do. */
    public static String absence(String name) {
        return "There is no tailsrv server \"" + name + "\"; set " + ServerOptions.property(name, "file")
                + ", and do not set " + ServerOptions.property(name, "active") + " to false";
    }
}
