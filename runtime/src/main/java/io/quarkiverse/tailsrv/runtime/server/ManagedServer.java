package io.quarkiverse.tailsrv.runtime.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkiverse.tailsrv.TailConnection;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerState;
import io.quarkiverse.tailsrv.runtime.connection.OpenConnections;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.report.Failures;
import io.quarkiverse.tailsrv.runtime.report.ServerEvents;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;
import io.quarkiverse.tailsrv.runtime.thread.FreeThreads;

/**
 * A server as the application sees it. It outlives starts and stops; while started, it has a {@link RunningServer}.
 */
public final class ManagedServer implements TailServer {

    private final ServerOptions options;
    private final ServerNotices notices;
    private final OpenConnections connections;
    private final Function<OpenConnections, RunningServer> starts;

    private final Executor thread = FreeThreads.CONTROL; // starts and stops may block
    private final Consumer<ManagedServer> opened;
    private final Transitions transitions;

    private volatile boolean shown;
    private volatile RunningServer running;
    private volatile int lastPort;
    private volatile String failure;
    private volatile CompletableFuture<Void> announced = CompletableFuture.completedFuture(null);

    /**
     * @param observers receives events on any thread, and returns at once
     * @param starts creates the running server for each start, with the given connections
     * @param opened called each time when the port has been opened, before the event that tells of it
     */
    ManagedServer(ServerOptions options, ServerStatistics statistics, Consumer<Object> observers,
            Function<OpenConnections, RunningServer> starts, Consumer<ManagedServer> opened) {
        this.options = options;
        this.notices = new ServerNotices(options);
        this.connections = new OpenConnections(statistics, new ServerEvents(this, observers));
        this.starts = starts;
        this.opened = opened;
        this.transitions = new Transitions(options.name());
        this.lastPort = options.port();
    }

    /** Whether the application sees it. That begins when its port is open for the first time. */
    boolean isShown() {
        return shown;
    }

    /** @return whether it was not shown before */
    boolean show() {
        boolean first = !shown;
        shown = true;
        return first;
    }

    /** What has been counted so far. */
    public ServerStatistics statistics() {
        return connections.statistics();
    }

    /** How many open connections have said where to start. */
    public int connectionCount() {
        return connections.count();
    }

    /** The lag of the connection that is furthest behind, in bytes. */
    public long largestLag() {
        return connections.largestLag();
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public Path file() {
        RunningServer started = running;
        return started == null ? options.file() : started.file();
    }

    @Override
    public String host() {
        return options.host();
    }

    @Override
    public int port() {
        return lastPort;
    }

    @Override
    public TailServerState state() {
        RunningServer started = running;
        if (started == null || !started.isOpen()) {
            return TailServerState.STOPPED;
        }
        return started.current() == null ? TailServerState.WAITING : TailServerState.SERVING;
    }

    @Override
    public Optional<String> problem() {
        RunningServer started = running;
        return Optional.ofNullable(started == null ? failure : started.problem());
    }

    /** Whether the server is not ready since its file does not exist. */
    public boolean lacksFile() {
        RunningServer started = running;
        return started != null && started.isFileMissing() && options.needsFile();
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
        RunningServer started = running;
        return started == null ? null : started.current();
    }

    /**
     * The file that new clients are served, retained for the caller, or null while there is none. Blocks while it is opened, at
     * most for two seconds.
     */
    public FileGeneration openCurrent() {
        RunningServer started = running;
        return started == null ? null : started.openCurrent();
    }

    /** Whether the file is served, but closed, since nobody reads it. */
    boolean isFileClosed() {
        RunningServer started = running;
        return started != null && started.isClosed();
    }

    /** Whether that is the file that new clients are served. */
    public boolean isServing(FileGeneration generation) {
        return current() == generation;
    }

    @Override
    public List<TailConnection> connections() {
        return connections.snapshot();
    }

    @Override
    public void close(TailConnection connection) {
        connections.end(connection);
    }

    @Override
    public void close(long id) {
        connections.end(id);
    }

    @Override
    public CompletionStage<Void> start() {
        return transitions.start(this::open);
    }

    @Override
    public CompletionStage<Void> stop() {
        return transitions.stop(this::shut);
    }

    /** Completed soon after a start, once the log says what is served. */
    CompletableFuture<Void> announced() {
        return announced;
    }

    /** The longest time that a stop takes. */
    long stopMillis() {
        return options.shutdownTimeout().plusSeconds(2L * RunningServer.CLOSE_SECONDS).toMillis();
    }

    /**
     * Stops the server for good.
     *
     * @param since what has happened, as the end of a message
     */
    CompletableFuture<Void> retire(String since) {
        return transitions.retire(this::shut, since);
    }

    /** Whether connections are encrypted by the TLS configuration of that name. */
    boolean isEncryptedBy(String tlsConfigurationName) {
        return tlsConfigurationName.equals(options.tlsConfigurationName());
    }

    /** Uses the current certificates for new connections, once earlier starts and stops are done. */
    CompletableFuture<Void> reloadTls() {
        return transitions.done().thenApply(done -> running)
                .thenCompose(started -> started == null ? CompletableFuture.completedFuture(null) : started.reloadTls());
    }

    private CompletableFuture<Void> open() {
        if (running != null) {
            return CompletableFuture.completedFuture(null);
        }
        RunningServer opening = starts.apply(connections);
        return CompletableFuture.supplyAsync(opening::open, thread).thenCompose(Function.identity())
                .thenAcceptAsync(port -> opened(opening, port), thread)
                .whenComplete((done, failed) -> {
                    failure = failed == null ? null : Failures.message(failed);
                    if (failed != null) {
                        running = null;
                        opening.abandon();
                    }
                });
    }

    private void opened(RunningServer open, int port) {
        lastPort = port;
        running = open;
        opened.accept(this);
        connections.events().started();
        announced = open.follow().thenRun(() -> {
            if (running == open) {
                notices.started(open.current() != null, open.file(), port, open.transport());
            }
        });
    }

    private CompletableFuture<Void> shut() {
        RunningServer closing = running;
        if (closing == null) {
            return CompletableFuture.completedFuture(null);
        }
        return closing.stop().thenRunAsync(() -> {
            running = null;
            closing.unfollow(); // may block
            notices.stopped(lastPort);
            connections.events().stopped();
        }, thread);
    }
}
