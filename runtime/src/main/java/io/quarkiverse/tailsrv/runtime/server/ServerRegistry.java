package io.quarkiverse.tailsrv.runtime.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerSettings;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkiverse.tailsrv.runtime.options.ConfiguredSettings;
import io.quarkiverse.tailsrv.runtime.options.LaunchDefaults;
import io.quarkiverse.tailsrv.runtime.options.NamedServers;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.options.ServiceLinks;
import io.quarkiverse.tailsrv.runtime.port.ConnectionLimit;
import io.quarkiverse.tailsrv.runtime.port.FileDescriptors;
import io.quarkiverse.tailsrv.runtime.port.PortFactory;
import io.quarkiverse.tailsrv.runtime.port.PortOptions;
import io.quarkiverse.tailsrv.runtime.report.Failures;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;
import io.quarkiverse.tailsrv.runtime.socket.EpollAbsence;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;
import io.quarkiverse.tailsrv.runtime.tls.TlsConfigurations;
import io.quarkiverse.tailsrv.runtime.watch.FollowerService;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * All servers of the application, by name. Starts and stops them with the application.
 */
public final class ServerRegistry implements TailServers {

    private static final Logger LOG = Logger.getLogger(ServerRegistry.class.getPackageName());

    private static final String PREFER_NATIVE = "quarkus.vertx.prefer-native-transport";

    /** The time between two checks for hanging threads. */
    private static final long RELIEF_MILLIS = 1000;

    /** How long whoever tells of a new certificate waits until it is used. */
    private static final long RELOAD_SECONDS = 10;

    private final Vertx vertx;
    private final PortFactory ports;
    private final TlsConfigurations tlsConfigurations;
    private final Consumer<Object> observers;
    private final CompletableFuture<Void> stopping = new CompletableFuture<>();
    private volatile Map<String, ManagedServer> servers = Map.of();
    private Runnable stopFollowers = () -> {
    };

    /**
     * @param eventLoops how many Vert.x has
     * @param observers receives events on any thread, and returns at once
     */
    public ServerRegistry(Vertx vertx, int eventLoops, TlsConfigurationRegistry tlsConfigurations,
            Consumer<Object> observers) {
        this.vertx = vertx;
        this.ports = new PortFactory(vertx, eventLoops);
        this.tlsConfigurations = new TlsConfigurations(tlsConfigurations, vertx);
        this.observers = observers;
    }

    /**
     * Starts all active servers that have a file. Blocks until their ports are open.
     *
     * @param expected whether to warn if there is no server
     * @throws ConfigurationException if a server can't be started; {@link #stop()} stops those that were
     */
    public void start(Map<String, ServerConfig> configs, LaunchDefaults defaults, Customizers customizers,
            boolean expected) {
        NamedServers named = new NamedServers(ConfigProvider.getConfig(), configs, customizers.serverNames());
        named.unusedVariables().forEach(LOG::warn);
        new ServiceLinks(System.getenv()).warnings().forEach(LOG::warn);
        Map<String, ServerConfig> wanted = named.all();
        List<ServerOptions> options = new ArrayList<>();
        wanted.forEach((name, config) -> {
            checkName(name);
            TailServerSettings settings = new ConfiguredSettings(name, config, defaults);
            customizers.ofSettings(name).forEach(customizer -> customizer.customize(settings));
            if (isServed(settings, config, expected && wanted.size() == 1)) {
                options.add(new ServerOptions(settings, config, defaults));
            }
        });
        if (!options.isEmpty()) {
            start(options, customizers);
        }
    }

    private void start(List<ServerOptions> options, Customizers customizers) {
        FollowerService followers = startFollowers();
        sayIfNotNative();
        SocketTransport transport = SocketTransport.of(vertx, ports.eventLoops());
        ConnectionLimit limit = new ConnectionLimit(new FileDescriptors()::forConnections);
        Map<String, ManagedServer> created = new TreeMap<>();
        for (ServerOptions each : options) {
            PortOptions port = new PortOptions(each, transport, tlsConfigurations.load(each),
                    customizers.ofNetServer(each.name()));
            ServerStatistics statistics = new ServerStatistics(ports.eventLoops());
            ConnectionLimit own = new ConnectionLimit(each.maxConnections(), limit);
            created.put(each.name(), new ManagedServer(each, statistics, observers,
                    connections -> new RunningServer(port, connections, followers, ports, own)));
        }
        servers = Collections.unmodifiableMap(created);
        for (ManagedServer server : servers.values()) {
            await(server.start());
        }
        all(servers.values().stream().map(ManagedServer::announced)).join(); // soon, even if a file system hangs
        AsyncLog.flush();
    }

    /**
     * Uses the current certificates of a TLS configuration for new connections. Blocks until done, but not on an event loop.
     */
    public void certificateUpdated(String tlsConfigurationName) {
        CompletableFuture<Void> reloaded = all(servers.values().stream()
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

    private FollowerService startFollowers() {
        FollowerService followers = new FollowerService();
        long timer = vertx.setPeriodic(RELIEF_MILLIS, id -> followers.relieve());
        stopFollowers = () -> {
            vertx.cancelTimer(timer);
            followers.close();
        };
        return followers;
    }

    /** Logs if the native transport is asked for but missing. */
    private void sayIfNotNative() {
        boolean wanted = ConfigProvider.getConfig().getOptionalValue(PREFER_NATIVE, Boolean.class).orElse(false);
        if (wanted && !vertx.isNativeTransportEnabled()) {
            LOG.infof("%s: \"true\" has no effect here: the JDK's transport (NIO) is used, which takes more CPU and memory for"
                    + " each client; %s", PREFER_NATIVE, EpollAbsence.reason());
        }
    }

    private static void checkName(String name) {
        if (TailsrvConfig.RESERVED_NAMES.contains(name)) {
            throw new ConfigurationException("quarkus.tailsrv.\"" + name + "\": \"" + name
                    + "\" can't be the name of a server; choose another one");
        }
    }

    private static boolean isServed(TailServerSettings settings, ServerConfig config, boolean expected) {
        String name = settings.name();
        if (config.active() && settings.file().isEmpty() && (expected || !name.equals(TailsrvConfig.DEFAULT_NAME))) {
            LOG.warnf("%s is not set: nothing is served; set it to the file to serve, or %s to false",
                    ServerOptions.property(name, "file"), ServerOptions.property(name, "active"));
        }
        return config.active() && settings.file().isPresent();
    }

    /**
     * Stops all servers at the same time, for good. Blocks until they have stopped, at most for the largest shutdown timeout
     * and the few seconds that event loops may need.
     */
    public void stop() {
        stopping.complete(null);
        long most = servers.values().stream().mapToLong(ManagedServer::stopMillis).max().orElse(0);
        all(servers.values().stream().map(ManagedServer::retire)).exceptionally(failed -> {
            LOG.warn("Not all servers could be stopped in good order", Failures.cause(failed));
            return null;
        }).completeOnTimeout(null, most, TimeUnit.MILLISECONDS).join();
        stopFollowers.run();
        AsyncLog.flush();
    }

    /** All servers, for health checks and metrics. */
    public Collection<ManagedServer> managed() {
        return servers.values();
    }

    @Override
    public List<TailServer> all() {
        return List.copyOf(servers.values());
    }

    @Override
    public Optional<TailServer> find(String name) {
        return Optional.ofNullable(servers.get(name));
    }

    /** Why there is no server of that name, and what to do. */
    public static String absence(String name) {
        return "There is no tailsrv server \"" + name + "\"; set " + ServerOptions.property(name, "file")
                + ", and do not set " + ServerOptions.property(name, "active") + " to false";
    }
}
