package io.quarkiverse.tailsrv.runtime.server;

import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;

import org.jboss.logging.Logger;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.config.RotationPolicy;
import io.quarkiverse.tailsrv.runtime.file.FileFollower;
import io.quarkiverse.tailsrv.runtime.file.FileGeneration;
import io.quarkiverse.tailsrv.runtime.file.FileWatcher;
import io.quarkiverse.tailsrv.runtime.file.FollowerListener;
import io.quarkiverse.tailsrv.runtime.file.LookTrigger;
import io.quarkiverse.tailsrv.runtime.file.Retention;
import io.quarkiverse.tailsrv.runtime.file.WatchedFile;
import io.quarkiverse.tailsrv.runtime.transfer.Transfer;
import io.quarkiverse.tailsrv.runtime.transfer.Warmer;
import io.quarkus.runtime.Quarkus;
import io.vertx.core.impl.VertxInternal;

/**
 * A server from its start to its stop: its port, its file, and its connections, spread over all event loops of Vert.x.
 */
final class TailEndpoint implements ServedFile, FollowerListener {

    private static final Logger LOG = Logger.getLogger(TailEndpoint.class.getPackageName());

    /** How long event loops may take to close what is left once the shutdown timeout is over. */
    private static final int CLOSE_SECONDS = 5;

    private final ServerContext context;
    private final ServerOptions options;
    private final VertxInternal vertx;
    private final FileWatcher watcher;
    private final Tls tls;
    private final SocketTransport transport;
    private final FileFollower follower;
    private final FileHistory history;
    private final Map<EventExecutor, ConnectionGroup> groups = new IdentityHashMap<>();
    private final ReadFailures readFailures;
    private WatchedFile file;
    private volatile Channel channel;

    /**
     * @param tls null: connections are not encrypted
     */
    TailEndpoint(ServerContext context, VertxInternal vertx, FileWatcher watcher, Tls tls) {
        this.context = context;
        this.options = context.options();
        this.vertx = vertx;
        this.watcher = watcher;
        this.tls = tls;
        this.transport = SocketTransport.of(vertx);
        this.follower = new FileFollower(options.property("file"), options.file(), options.pollInterval(),
                retention(options.onRotation()), this);
        this.history = new FileHistory(context.events());
        this.readFailures = new ReadFailures(options.property("file") + ": \"" + options.file() + '"');
        Warmer warmer = new Warmer();
        for (EventExecutor eventLoop : vertx.getEventLoopGroup()) {
            groups.put(eventLoop,
                    new ConnectionGroup((EventLoop) eventLoop, transport, new Transfer(tls != null, warmer), context));
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
     * Opens the port and begins to follow the file. Resolves the host, which may block.
     *
     * @param opened told of the port before the first client and the first look at the file
     * @return done when that is so, or with a {@link io.quarkus.runtime.configuration.ConfigurationException} if the port
     *         can't be opened
     */
    CompletableFuture<Void> start(IntConsumer opened) {
        CompletableFuture<Channel> bound = new CompletableFuture<>();
        bootstrap().bind(new InetSocketAddress(options.host(), options.port())).addListener((ChannelFuture done) -> {
            if (done.isSuccess()) {
                bound.complete(done.channel());
            } else {
                bound.completeExceptionally(notBound(done.cause()));
            }
        });
        return bound.thenAccept(port -> begin(port, opened));
    }

    private void begin(Channel port, IntConsumer opened) {
        channel = port;
        try {
            int number = ((InetSocketAddress) port.localAddress()).getPort();
            port.pipeline().addLast(new AcceptFailures(options.property("port") + ": " + number));
            opened.accept(number);
            file = watcher.watch(follower);
            port.config().setAutoRead(true);
        } catch (RuntimeException | Error e) { // out of threads, for example
            port.close();
            throw e;
        }
    }

    private ServerBootstrap bootstrap() {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .option(ChannelOption.AUTO_READ, false) // nobody is accepted till all is there
                .handler(new Admission(context, transport))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel child) {
                        Wire wire = tls == null ? Wire.PLAIN : tls.install(child);
                        child.pipeline().addLast(new Connection(TailEndpoint.this, groups.get(child.eventLoop()), wire));
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
    public void grew(LookTrigger trigger) {
        context.statistics().grew(trigger);
    }

    @Override
    public void arrived(FileGeneration generation) {
        history.arrived(generation);
    }

    @Override
    public void left(FileGeneration generation, RotationCause cause) {
        context.statistics().rotated(cause);
        history.left(cause);
    }

    @Override
    public void absent() {
        history.absent();
    }

    @Override
    public void skipped(int generations) {
        context.statistics().skipped(generations);
    }

    @Override
    public void ended(FileGeneration generation) {
        if (options.onRotation() == RotationPolicy.EXIT) {
            LOG.infof("%s: \"exit\": the application ends", options.property("on-rotation"));
            Quarkus.asyncExit(0);
        }
    }

    /** How bytes get to clients, as the start line says it. */
    String transport() {
        return (tls == null ? "" : "with TLS ") + '(' + transport.name() + ')';
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** What is served, or null. */
    FileGeneration current() {
        return follower.current();
    }

    /** What keeps the file from being served, or null. */
    String problem() {
        return follower.problem();
    }
}
