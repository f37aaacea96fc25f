package io.quarkiverse.tailsrv.runtime.devui;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServers;

/**
 * The backend of the servers' page in the Dev UI. Called on worker threads, in dev mode only.
 */
public class ServersJsonRpcService {

    private final TailServers servers;

    public ServersJsonRpcService(TailServers servers) {
        this.servers = servers;
    }

    public List<ServerView> servers() {
        return servers.all().stream().map(ServerView::of).toList();
    }

    public ServerView start(String server) {
        return change(server, TailServer::start);
    }

    public ServerView stop(String server) {
        return change(server, TailServer::stop);
    }

    public ServerView close(String server, long id) {
        TailServer found = find(server);
        found.close(id);
        return ServerView.of(found);
    }

    /** Returns the server's new state. A failed start is shown as its problem. */
    private ServerView change(String name, Function<TailServer, CompletionStage<Void>> change) {
        TailServer server = find(name);
        return change.apply(server).handle((done, failure) -> ServerView.of(server)).toCompletableFuture().join();
    }

    private TailServer find(String name) {
        return servers.find(name).orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is no server"));
    }
}
