package io.quarkiverse.tailsrv.runtime.server;

import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.runtime.config.RotationPolicy;
import io.quarkiverse.tailsrv.runtime.file.FileFollower;
import io.quarkiverse.tailsrv.runtime.file.FileGeneration;
import io.quarkiverse.tailsrv.runtime.file.FileWatcher;
import io.quarkiverse.tailsrv.runtime.file.FollowerListener;
import io.quarkiverse.tailsrv.runtime.file.Retention;
import io.quarkiverse.tailsrv.runtime.file.WatchedFile;
import io.quarkus.runtime.Quarkus;
import io.vertx.core.impl.VertxInternal;

/**
 * One server: its port, its file, and its connections, spread over all event loops of Vert.x.
 */
final class TailEndpoint implements TailServer, ServedFile, FollowerListener {

    private static final Logger LOG = Logger.getLogger(TailEndpoint.class.getPackageName());

    /** How long event loops may take to close what is left once the shutdown timeout is over. */
    private static final int CLOSE_SECONDS = 5;

    private final ServerOptions options;
    private final VertxInternal vertx;
    private final SocketTransport transport;
    private final FileFollower follower;
    private final Map<EventExecutor, ConnectionGroup> groups = new IdentityHashMap<>();
    private final ReadFailures readFailures;
    private FileWatcher watcher;
    private WatchedFile file;
    private volatile Channel channel;

    TailEndpoint(ServerOptions options, VertxInternal vertx) {
        this.options = options;
        this.vertx = vertx;
        this.transport = SocketTransport.of(vertx);
        this.follower = new FileFollower(ServerOptions.property(options.name(), "file"), options.file(),
                options.pollInterval(), retention(options.onRotation()), this);
        this.readFailures = new ReadFailures(
                ServerOptions.property(options.name(), "file") + ": \"" + options.file() + '"');
        for (EventExecutor eventLoop : vertx.getEventLoopGroup()) {
            groups.put(eventLoop, new ConnectionGroup((EventLoop) eventLoop, transport));
        }
    }

    private static Retention retention(RotationPolicy policy) {
        return switch (policy) {
            case CLOSE, EXIT -> Retention.DRAIN;
            case FOLLOW -> Retention.CHAIN;
            case LINGER -> Retention.KEEP;
        };
    }

    /**
     * Opens the port and begins to follow the file. Blocks until the port is open.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException the port can't be opened
     */
    void start(FileWatcher watcher) {
        this.watcher = watcher;
        file = watcher.watch(follower);
        ChannelFuture bound = bootstrap().bind(new InetSocketAddress(options.host(), options.port())).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            watcher.unwatch(file);
            throw notBound(bound.cause());
        }
        channel = bound.channel();
        channel.pipeline().addLast(new AcceptFailures(ServerOptions.property(name(), "port") + ": " + port()));
        LOG.infof("Tailing %s on %s:%d", file(), host(), port());
    }

    private ServerBootstrap bootstrap() {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel child) {
                        child.pipeline().addLast(new Connection(options, TailEndpoint.this, groups.get(child.eventLoop())));
                    }
                });
        transport.configure(bootstrap, options.acceptBacklog(), vertx);
        return bootstrap;
    }

    private RuntimeException notBound(Throwable cause) {
        String problem = String.valueOf(cause.getMessage());
        if (problem.contains("in use")) {
            return options.unusable("port", options.port(), "is already in use; set another port or stop what holds it");
        }
        if (cause instanceof UnresolvedAddressException || problem.contains("assign requested address")) {
            return options.unusable("host", options.host(), "is not an address of this machine; set one that is, or 0.0.0.0");
        }
        return options.unusable("port", options.port(), "can't be opened on " + options.host() + ": " + problem
                + "; set another port or another host");
    }

    /**
     * Closes the port, sends each client what has been published, ends the connections with a FIN, and after
     * {@code shutdown-timeout} closes what is left.
     *
     * @return completed, on an event loop or a timer's thread, when all of it is done
     */
    CompletableFuture<Void> stop() {
        CompletableFuture<Void> looked = new CompletableFuture<>();
        channel.close().addListener(closed -> file.ask(() -> looked.complete(null)));
        return looked.thenCompose(ignored -> all(ConnectionGroup::drain))
                .completeOnTimeout(null, options.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(ignored -> closeAll());
    }

    /** Lets go of the file, which may block. */
    void unwatch() {
        watcher.unwatch(file);
    }

    private CompletableFuture<Void> closeAll() {
        groups.values().forEach(ConnectionGroup::close);
        return all(ConnectionGroup::drain).completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private CompletableFuture<Void> all(Function<ConnectionGroup, CompletableFuture<Void>> action) {
        return CompletableFuture.allOf(groups.values().stream().map(action).toArray(CompletableFuture[]::new));
    }

    @Override
    public void ask(Runnable answer) {
        file.ask(answer);
    }

    @Override
    public FileGeneration retainCurrent() {
        FileGeneration generation;
        do {
            generation = follower.current();
        } while (generation != null && !generation.retain());
        return generation;
    }

    @Override
    public void unreadable(Throwable cause) {
        readFailures.add(cause);
    }

    @Override
    public void changed() {
        groups.values().forEach(ConnectionGroup::wake);
    }

    @Override
    public void ended(FileGeneration generation) {
        if (options.onRotation() == RotationPolicy.EXIT) {
            LOG.infof("%s: \"exit\": the application ends", ServerOptions.property(options.name(), "on-rotation"));
            Quarkus.asyncExit(0);
        }
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public Path file() {
        return options.file();
    }

    @Override
    public String host() {
        return options.host();
    }

    @Override
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }
}
