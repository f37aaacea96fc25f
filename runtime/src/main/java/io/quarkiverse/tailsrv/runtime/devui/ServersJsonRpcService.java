package io.quarkiverse.tailsrv.runtime.devui;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.IntSupplier;

import jakarta.annotation.PreDestroy;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.runtime.server.ManagedServer;
import io.quarkiverse.tailsrv.runtime.server.ServerRegistry;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * The backend of the pages in the Dev UI, and of its tools for agents (MCP). Called on worker threads, in dev mode only.
 * <p>
 * The page of a file asks for what is new, rather than having it streamed: the Dev UI of Quarkus 3.33 does not end a stream
 * when its page is closed, does not wait for a page that is slow, and ends the stream of one page for that of another.
 */
public class ServersJsonRpcService {

    private static final Duration LABEL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final ServerRegistry servers;
    private final FileViews views = new FileViews(Infrastructure.getDefaultWorkerPool(), LEASE.toNanos());

    private volatile boolean closed;

    public ServersJsonRpcService(ServerRegistry servers) {
        this.servers = servers;
    }

    @PreDestroy
    void close() {
        closed = true;
        views.close();
    }

    @DevMCPEnableByDefault
    @JsonRpcDescription("Lists the tailsrv servers of the application, each with its file and its connections: how far each client is, and its lag in bytes")
    public List<ServerView> servers() {
        return servers.all().stream().map(ServerView::of).toList();
    }

    @DevMCPEnableByDefault
    @JsonRpcDescription("Returns the lines of a tailsrv server's file that were appended since the last call with the same view; the first call, and one after more than 30 seconds without any, returns its last lines")
    public Excerpt read(@JsonRpcDescription("The server's name") String server,
            @JsonRpcDescription("Any text that no other reader uses") String view) {
        // A failure would be logged each time that a page asks
        return servers.managed(server).map(found -> views.get(server + '\n' + view, () -> view(server)).next())
                .orElseGet(() -> Excerpt.unknown(ServerRegistry.absence(server)));
    }

    /** Of whatever server has that name: it may be removed, and another one added. */
    private FileView view(String server) {
        return new FileView(() -> servers.managed(server).map(ManagedServer::openCurrent).orElse(null),
                generation -> servers.managed(server).filter(found -> found.isServing(generation)).isPresent(),
                System::nanoTime);
    }

    @JsonRpcDescription("Starts a tailsrv server that was stopped, and returns its new state; if it can't be started, the problem says why")
    public ServerView start(@JsonRpcDescription("The server's name") String server) {
        return change(server, TailServer::start);
    }

    @JsonRpcDescription("Stops a tailsrv server, which ends its connections, and returns its new state")
    public ServerView stop(@JsonRpcDescription("The server's name") String server) {
        return change(server, TailServer::stop);
    }

    @JsonRpcDescription("Closes one connection of a tailsrv server, and returns the server's new state")
    public ServerView close(@JsonRpcDescription("The server's name") String server,
            @JsonRpcDescription("The connection's id") long id) {
        TailServer found = find(server);
        found.close(id);
        return ServerView.of(found);
    }

    /** For the card. A stream, as the Dev UI wants it there: it ends with the application. */
    public Multi<String> serverCount() {
        return label(() -> servers.managed().size());
    }

    /** For the card, as {@link #serverCount()}. */
    public Multi<String> connectionCount() {
        return label(() -> servers.managed().stream().mapToInt(ManagedServer::connectionCount).sum());
    }

    private Multi<String> label(IntSupplier count) {
        return Multi.createFrom().ticks().every(LABEL_INTERVAL).onOverflow().drop().select().first(tick -> !closed)
                .map(tick -> Integer.toString(count.getAsInt())).skip().repetitions();
    }

    /** Returns the server's new state. A failed start is shown as its problem. */
    private ServerView change(String name, Function<TailServer, CompletionStage<Void>> change) {
        TailServer server = find(name);
        return change.apply(server).handle((done, failure) -> ServerView.of(server)).toCompletableFuture().join();
    }

    private ManagedServer find(String name) {
        return servers.managed(name).orElseThrow(() -> new IllegalArgumentException(ServerRegistry.absence(name)));
    }
}
