package io.quarkiverse.tailsrv.runtime.port;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.quarkiverse.tailsrv.runtime.report.Failures;
import io.quarkiverse.tailsrv.runtime.socket.ClientSocket;
import io.quarkiverse.tailsrv.runtime.thread.OnDemandThread;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;

/**
 * The port of a server. It has a NetServer on each event loop, all with the same address. So Vert.x binds the address once and
 * spreads the clients over the event loops.
 */
public final class TailPort {

    /** Far more deployments than needed to reach every event loop, even if other code creates contexts meanwhile. */
    private static final int ROUNDS = 100;

    private final PortFactory factory;
    private final PortOptions options;
    private final Function<ClientSocket, ChannelHandler> handlers;
    private final Acceptor acceptor;
    private final TlsReload tlsReload;
    private final Set<EventLoop> claimed = ConcurrentHashMap.newKeySet();
    private final List<String> deployments = new CopyOnWriteArrayList<>();
    private NetServerOptions netServerOptions;
    private InetAddress host;
    private SocketAddress address;
    private volatile NetServer server;
    private volatile boolean open;

    TailPort(PortFactory factory, PortOptions options, Entrance entrance, Function<ClientSocket, ChannelHandler> handlers) {
        this.factory = factory;
        this.options = options;
        this.handlers = handlers;
        this.acceptor = new Acceptor(options.server().property("port") + ": " + options.server().port(), entrance);
        this.tlsReload = new TlsReload(factory, options, acceptor);
    }

    /**
     * Opens the port. Blocks while it looks up the host name. Clients may connect before this is completed.
     *
     * @return completed on any thread with the port number, or with an exception of {@link BindFailures}
     * @throws ConfigurationException if the host is unknown or the options can't be used
     */
    public CompletableFuture<Integer> open() {
        try {
            host = InetAddress.getByName(options.server().host());
            address = PortAddress.of(host, options.server().port());
        } catch (UnknownHostException e) {
            throw BindFailures.unknownHost(options.server());
        }
        netServerOptions = options.netServerOptions();
        return deploy(ROUNDS).toCompletionStage().toCompletableFuture()
                .thenCompose(done -> acceptor.knock(options.server().host(), server.actualPort()))
                .thenApply(known -> {
                    open = true;
                    factory.opened(this);
                    return server.actualPort();
                }).exceptionallyAsync(this::explain, task -> OnDemandThread.daemon(task, "tailsrv-control").start());
    }

    /** Blocks. */
    private Integer explain(Throwable failed) {
        throw BindFailures.unusable(options, host, Failures.cause(failed),
                factory.holder(host, options.server().port()));
    }

    /** Whether it keeps another server from opening that port. */
    boolean holds(InetAddress wanted, int number) {
        return server.actualPort() == number
                && (wanted.equals(host) || wanted.isAnyLocalAddress() || host.isAnyLocalAddress());
    }

    String serverName() {
        return options.server().name();
    }

    /**
     * Vert.x gives each instance the next event loop. Other code may take one in between, so deploys again until each has an
     * instance.
     */
    private Future<Void> deploy(int rounds) {
        DeploymentOptions how = new DeploymentOptions().setInstances(factory.instances());
        return factory.vertx().deployVerticle(() -> new PortInstance(this), how)
                .compose(deployment -> {
                    deployments.add(deployment);
                    boolean done = claimed.size() >= factory.instances() || rounds == 0;
                    return done ? Future.succeededFuture() : deploy(rounds - 1);
                });
    }

    /** @return whether the current event loop has no NetServer yet; then the caller must create it */
    boolean claimEventLoop() {
        return claimed.add(factory.eventLoops().current());
    }

    void opened(NetServer instance) {
        server = instance;
    }

    PortOptions options() {
        return options;
    }

    NetServerOptions netServerOptions() {
        return netServerOptions;
    }

    SocketAddress address() {
        return address;
    }

    Acceptor acceptor() {
        return acceptor;
    }

    ChannelHandler handler(ClientSocket client) {
        return handlers.apply(client);
    }

    /** Whether clients can connect. */
    public boolean isOpen() {
        Channel listening = acceptor.listening().getNow(null);
        return open && (listening == null || listening.isOpen());
    }

    /**
     * Uses the current certificates of the TLS configuration for new connections. If they can't be used, logs it and keeps the
     * old ones.
     *
     * @return completed on any thread when done
     */
    public CompletableFuture<Void> reloadTls() {
        return tlsReload.run(server);
    }

    /**
     * Closes the port. Open connections are not affected.
     *
     * @return completed on an event loop when clients can't connect any more
     */
    public CompletableFuture<Void> close() {
        open = false;
        factory.closed(this);
        Channel listening = acceptor.listening().getNow(null);
        if (listening == null) {
            return undeploy();
        }
        CompletableFuture<Void> closed = new CompletableFuture<>();
        // First, since a client accepted while the NetServers are removed would find none
        listening.close().addListener(done -> closed.complete(null));
        return closed.thenCompose(done -> undeploy());
    }

    private CompletableFuture<Void> undeploy() {
        return Future.join(deployments.stream().map(factory.vertx()::undeploy).toList()).<Void> mapEmpty().otherwiseEmpty()
                .toCompletionStage().toCompletableFuture();
    }
}
