package io.quarkiverse.tailsrv.runtime.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.RotationPolicy;
import io.quarkiverse.tailsrv.runtime.admission.ConnectionLimit;
import io.quarkiverse.tailsrv.runtime.admission.Entrance;
import io.quarkiverse.tailsrv.runtime.connection.ConnectionGroup;
import io.quarkiverse.tailsrv.runtime.connection.ConnectionHandler;
import io.quarkiverse.tailsrv.runtime.connection.OpenConnections;
import io.quarkiverse.tailsrv.runtime.connection.ServedFile;
import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.follower.FollowerListener;
import io.quarkiverse.tailsrv.runtime.follower.LookTrigger;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.port.PortFactory;
import io.quarkiverse.tailsrv.runtime.port.PortOptions;
import io.quarkiverse.tailsrv.runtime.port.TailPort;
import io.quarkiverse.tailsrv.runtime.report.Episodes;
import io.quarkiverse.tailsrv.runtime.report.Failures;
import io.quarkiverse.tailsrv.runtime.socket.ClientSocket;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;
import io.quarkiverse.tailsrv.runtime.transfer.Transfer;
import io.quarkiverse.tailsrv.runtime.transfer.Warmer;
import io.quarkiverse.tailsrv.runtime.watch.FollowerSchedule;
import io.quarkiverse.tailsrv.runtime.watch.FollowerService;
import io.quarkus.runtime.Quarkus;

/**
 * A server from one start to the next stop. It owns the port, the follower of the file, and the connections on all event loops.
 */
final class RunningServer implements ServedFile, FollowerListener {

    private static final AsyncLog LOG = AsyncLog.of(RunningServer.class);

    /** How long event loops may take to close remaining connections after the shutdown timeout. */
    static final int CLOSE_SECONDS = 5;

    /** How long the first look at the file may take, and one that opens it again. */
    private static final int LOOK_SECONDS = 2;

    private final PortOptions portOptions;
    private final ServerOptions options;
    private final OpenConnections connections;
    private final FollowerService followers;
    private final FileFollower follower;
    private final FileHistory history;
    private final TailPort port;
    private final Warmer warmer = new Warmer();

    /** Only of event loops that have had a client of this server. */
    private final Map<EventLoop, ConnectionGroup> groups = new ConcurrentHashMap<>();
    private volatile boolean draining;
    private final Episodes readFailures = new Episodes();

    /** Completed when the looks at the file have begun. */
    private final CompletableFuture<FollowerSchedule> looks = new CompletableFuture<>();

    RunningServer(PortOptions portOptions, OpenConnections connections, FollowerService followers, PortFactory ports,
            ConnectionLimit limit) {
        this.portOptions = portOptions;
        this.options = portOptions.server();
        this.connections = connections;
        this.followers = followers;
        this.follower = FollowerFactory.create(options, this);
        this.follower.numberFrom(connections.statistics().lastGeneration() + 1);
        this.history = new FileHistory(connections.events());
        this.port = ports.create(portOptions,
                new Entrance(options, limit, connections.statistics(), connections.events()), this::handler);
    }

    /** To be called on the client's event loop. */
    ChannelHandler handler(ClientSocket client) {
        return new ConnectionHandler(this, group(client.eventLoop()), client);
    }

    private ConnectionGroup group(EventLoop eventLoop) {
        ConnectionGroup group = groups.computeIfAbsent(eventLoop, first -> new ConnectionGroup(eventLoop,
                portOptions.transport(), new Transfer(portOptions.tls() != null, warmer), options, connections));
        if (draining) {
            group.drain(); // it may have come too late to be told
        }
        return group;
    }

    /**
     * Opens the port. Clients may connect from now on, but none is served before {@link #follow}. Blocks while it resolves the
     * host.
     *
     * @return completed with the port number, or with a {@link io.quarkus.runtime.configuration.ConfigurationException} if it
     *         can't be opened
     */
    CompletableFuture<Integer> open() {
        return port.open();
    }

    /**
     * Begins to follow the file. To be called once, after {@link #open}.
     *
     * @return completed on any thread after a look, or soon without one if the file system hangs
     */
    CompletableFuture<Void> follow() {
        looks.complete(followers.follow(follower));
        return look().completeOnTimeout(null, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Closes the port, sends each client what has been published, and ends the connections with a FIN. Closes the remaining
     * ones after {@code shutdown-timeout}.
     *
     * @return completed, on an event loop or a timer's thread, when all is done
     */
    CompletableFuture<Void> stop() {
        return port.close().thenCompose(closed -> look()).thenCompose(looked -> drain())
                .completeOnTimeout(null, options.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(ended -> closeAll());
    }

    private CompletableFuture<Void> look() {
        CompletableFuture<Void> looked = new CompletableFuture<>();
        looks.thenAccept(schedule -> schedule.afterLook(() -> looked.complete(null)));
        return looked;
    }

    private CompletableFuture<Void> closeAll() {
        CompletableFuture<Void> drained = drain();
        groups.values().forEach(ConnectionGroup::close);
        return drained.completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private CompletableFuture<Void> drain() {
        draining = true; // before the groups are told
        return CompletableFuture.allOf(groups.values().stream().map(ConnectionGroup::drain).toArray(CompletableFuture[]::new));
    }

    /** Closes the port after a failed start. */
    void abandon() {
        port.close().thenCompose(closed -> closeAll());
    }

    /** Stops following the file. May block. */
    void unfollow() {
        followers.unfollow(looks.join());
    }

    /** See {@link TailPort#reloadTls}. */
    CompletableFuture<Void> reloadTls() {
        return port.reloadTls();
    }

    @Override
    public void ask(Runnable answer) {
        looks.thenAccept(schedule -> schedule.ask(answer));
    }

    @Override
    public void forget(Runnable answer) {
        looks.thenAccept(schedule -> schedule.forget(answer));
    }

    @Override
    public FileGeneration retainCurrent() {
        FileGeneration generation = follower.current();
        while (generation != null && !generation.retain()) {
            FileGeneration now = follower.current();
            if (now == generation) {
                return null; // it is closed
            }
            generation = now;
        }
        return generation;
    }

    /** As {@link #retainCurrent}, but has a closed file opened first. Blocks until then, at most for two seconds. */
    FileGeneration openCurrent() {
        if (isClosed()) {
            CompletableFuture<Void> opened = new CompletableFuture<>();
            Runnable answer = () -> opened.complete(null);
            ask(answer);
            opened.completeOnTimeout(null, LOOK_SECONDS, TimeUnit.SECONDS).join();
            forget(answer);
        }
        return retainCurrent();
    }

    @Override
    public boolean isClosed() {
        FileGeneration current = follower.current();
        return current != null && current.isClosed();
    }

    @Override
    public void unreadable(Throwable cause) {
        if (readFailures.begins()) { // not for each client that asks for the same bytes again
            LOG.warnf(
                    "%s: \"%s\" can't be read for some clients (%s); their connections are closed, and they may resume at their offset",
                    options.property("file"), options.file(), Failures.message(cause));
        }
    }

    @Override
    public void changed() {
        groups.values().forEach(ConnectionGroup::wake);
    }

    @Override
    public void grew(LookTrigger trigger) {
        connections.statistics().grew(trigger);
    }

    @Override
    public void arrived(FileGeneration generation) {
        groups.values().forEach(group -> group.arrived(generation));
        connections.statistics().arrived(generation.number());
        history.arrived(generation, file());
    }

    @Override
    public void left(FileGeneration generation, RotationCause cause) {
        connections.statistics().rotated(cause);
        history.left(cause, follower.servedAt());
    }

    @Override
    public void absent() {
        history.absent();
    }

    @Override
    public void skipped(int generations) {
        connections.statistics().skipped(generations);
    }

    @Override
    public void ended(FileGeneration generation) {
        if (options.onRotation() == RotationPolicy.EXIT
                && (generation.end() != RotationCause.FAILED || generation.isRetired())) {
            LOG.infof("%s: \"exit\": the application ends", options.property("on-rotation"));
            Quarkus.asyncExit(0);
        }
    }

    /** TLS and transport, for the log line of the start. */
    String transport() {
        return (portOptions.tls() == null ? "" : "with TLS ") + '(' + portOptions.transport().name() + ')';
    }

    boolean isOpen() {
        return port.isOpen();
    }

    /** The path of the file. As long as nothing has matched a pattern, the pattern. */
    Path file() {
        return follower.source().path();
    }

    /** The generation that is served, or null. */
    FileGeneration current() {
        return follower.current();
    }

    /** What keeps the file from being served, or null. */
    String problem() {
        return follower.problem();
    }

    boolean isFileMissing() {
        return follower.isMissing();
    }
}
