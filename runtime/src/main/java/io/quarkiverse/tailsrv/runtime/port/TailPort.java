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
import io.quarkiverse.tailsrv.runtime.admission.Entrance;
import io.quarkiverse.tailsrv.runtime.report.Failures;
import io.quarkiverse.tailsrv.runtime.socket.ClientSocket;
import io.quarkiverse.tailsrv.runtime.thread.FreeThreads;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;

/**
 * The port of a server. It has a NetServer on one event loop, and from its first client on one on each, all with the same
 * address: Vert.x binds the address once and spreads the clients over the event loops. Most of the cost of a server without
 * clients would be that of its NetServers.
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
    private PortAddress address;
    private boolean released;
    private volatile NetServer server;
    private volatile boolean open;

    /** Whether the other event loops have been told to share the clients, or must not any more. Written under the lock. */
    private volatile boolean spread;

    /** Completed, never with an exception, when they do. Null: they have not been told to. */
    private CompletableFuture<Void> sharing;

    TailPort(PortFactory factory, PortOptions options, Entrance entrance, Function<ClientSocket, ChannelHandler> handlers) {
        this.factory = factory;
        this.options = options;
        this.handlers = handlers;
        this.acceptor = new Acceptor(options.server().property("port") + ": " + options.server().port(), entrance);
        acceptor.listening().thenAccept(factory.accepting()::remember);
        this.tlsReload = new TlsReload(factory, options, acceptor);
    }

    /**
     * Opens the port. Blocks while it looks up the host name, and while it checks the certificates. Clients may connect
     * before this is completed.
     *
     * @return completed on any thread, perhaps one that must not block, with the port number, or with an exception of
     *         {@link BindFailures}
     * @throws ConfigurationException if the host is unknown or the options can't be used
     */
    public CompletableFuture<Integer> open() {
        if (options.tls() != null) {
            options.tls().refresh();
        }
        try {
            host = InetAddress.getByName(options.server().host());
            address = PortAddress.of(host, options.server().port());
        } catch (UnknownHostException e) {
            throw BindFailures.unknownHost(options.server());
        }
        netServerOptions = options.netServerOptions();
        return deploy(1).toCompletionStage().toCompletableFuture()
                .thenCompose(done -> learnListening())
                .thenApply(known -> {
                    open = true;
                    factory.opened(this);
                    return server.actualPort();
                }).exceptionallyAsync(this::explain, FreeThreads.CONTROL);
    }

    /** Finds the listening channel, if possible before the first client: from then on they are let in in order. */
    private CompletableFuture<Void> learnListening() {
        int number = server.actualPort();
        return factory.accepting().find(host, number).thenCompose(found -> {
            if (found == null) {
                return acceptor.knock(options.server().host(), number);
            }
            acceptor.learn(found);
            return CompletableFuture.completedFuture(null);
        });
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

    /** A client was let in: the event loops share those that come after it. For any thread; returns at once. */
    void spread() {
        if (!spread) {
            spreadOnce();
        }
    }

    private synchronized void spreadOnce() {
        if (!spread) {
            spread = true;
            CompletableFuture<Void> all = new CompletableFuture<>();
            sharing = all;
            deployRest(ROUNDS).onComplete(done -> all.complete(null));
        }
    }

    /** Whether they share them by now. */
    synchronized boolean isSpread() {
        return sharing != null && sharing.isDone();
    }

    /**
     * Vert.x gives each instance the next event loop. Other code may take one in between, so deploys again until each has an
     * instance.
     */
    private Future<Void> deployRest(int rounds) {
        boolean all = claimed.size() >= factory.instances();
        return all || rounds == 0 ? Future.succeededFuture()
                : deploy(factory.instances()).compose(done -> deployRest(rounds - 1));
    }

    private Future<Void> deploy(int instances) {
        return factory.vertx().deployVerticle(() -> new PortInstance(this), new DeploymentOptions().setInstances(instances))
                .map(deployment -> {
                    deployments.add(deployment);
                    return null;
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
        return address.address();
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
        return settled().thenCompose(done -> closeListening());
    }

    /** Completed when no NetServer is being deployed any more: it would listen again. */
    private synchronized CompletableFuture<Void> settled() {
        spread = true;
        return sharing == null ? CompletableFuture.completedFuture(null) : sharing;
    }

    private CompletableFuture<Void> closeListening() {
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
                .onComplete(done -> release()).toCompletionStage().toCompletableFuture();
    }

    /** Once, however often it is closed: the number may be another port's by then. */
    private synchronized void release() {
        if (address != null && !released) {
            released = true;
            address.release();
        }
    }
}
