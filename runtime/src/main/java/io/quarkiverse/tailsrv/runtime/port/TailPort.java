package io.quarkiverse.tailsrv.runtime.port;

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
import io.quarkiverse.tailsrv.runtime.socket.ClientSocket;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;

/**
 * The port of a server, from its opening to its closing: a NetServer on each event loop, all with the same address, so that
 * Vert.x binds it once and gives each event loop its share of the clients.
 */
public final class TailPort {

    /** More rounds than others ever need who make contexts at the same time. */
    private static final int ROUNDS = 100;

    private final PortFactory factory;
    private final PortOptions options;
    private final Function<ClientSocket, ChannelHandler> handlers;
    private final Acceptor acceptor;
    private final TlsReload tlsReload;
    private final Set<EventLoop> claimed = ConcurrentHashMap.newKeySet();
    private final List<String> deployments = new CopyOnWriteArrayList<>();
    private NetServerOptions netServerOptions;
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
     * Opens it. Looks up the host's name, which may block. Clients may come before this is completed.
     *
     * @return completed on an event loop with the number of the port, or with what {@link BindFailures} makes of a failure
     * @throws ConfigurationException the host is not known, or the options can't be used
     */
    public CompletableFuture<Integer> open() {
        try {
            address = PortAddress.of(options.server().host(), options.server().port());
        } catch (UnknownHostException e) {
            throw BindFailures.unknownHost(options.server());
        }
        netServerOptions = options.netServerOptions();
        return deploy(ROUNDS).map(done -> {
            open = true;
            return server.actualPort();
        }).recover(failed -> Future.failedFuture(BindFailures.unusable(options.server(), failed)))
                .toCompletionStage().toCompletableFuture();
    }

    /** Vert.x gives each instance the next event loop, and another one if somebody else asks meanwhile. */
    private Future<Void> deploy(int rounds) {
        DeploymentOptions how = new DeploymentOptions().setInstances(factory.instances());
        return factory.vertx().deployVerticle(() -> new PortInstance(this), how)
                .compose(deployment -> {
                    deployments.add(deployment);
                    boolean done = claimed.size() >= factory.instances() || rounds == 0;
                    return done ? Future.succeededFuture() : deploy(rounds - 1);
                });
    }

    /** @return whether the current event loop has no NetServer yet; it is the caller's to make now */
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
     * Encrypts new connections by what the TLS configuration holds now. What can't be used is said in the log, and left.
     *
     * @return completed on any thread once that is so
     */
    public CompletableFuture<Void> reloadTls() {
        return tlsReload.run(server);
    }

    /**
     * Closes the port. Connections that were let in go on.
     *
     * @return completed on an event loop when nobody can connect any more
     */
    public CompletableFuture<Void> close() {
        open = false;
        Channel listening = acceptor.listening().getNow(null);
        if (listening == null) {
            return undeploy();
        }
        CompletableFuture<Void> closed = new CompletableFuture<>();
        // First, since a client that is accepted while the NetServers go would find none
        listening.close().addListener(done -> closed.complete(null));
        return closed.thenCompose(done -> undeploy());
    }

    private CompletableFuture<Void> undeploy() {
        return Future.join(deployments.stream().map(factory.vertx()::undeploy).toList()).<Void> mapEmpty().otherwiseEmpty()
                .toCompletionStage().toCompletableFuture();
    }
}
