package io.quarkiverse.tailsrv.it;

import java.util.List;
import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import io.quarkiverse.tailsrv.TailConnection;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerState;
import io.quarkiverse.tailsrv.TailServers;
import io.smallrye.mutiny.Uni;

/**
 * Shows the servers and who is connected to them, and lets one end a connection, stop a server and start it, and add another
 * one
 * for the same file.
 */
@Path("/servers")
public class ServersResource {

    private final TailServers servers;

    ServersResource(TailServers servers) {
        this.servers = servers;
    }

    public record Server(String name, String file, String host, int port, TailServerState state, String problem,
            long generation,
            long length, List<TailConnection> connections) {

        static Server of(TailServer server) {
            return new Server(server.name(), server.file().toString(), server.host(), server.port(), server.state(),
                    server.problem().orElse(null), server.generation(), server.length(), server.connections());
        }
    }

    @GET
    public List<Server> list() {
        return servers.all().stream().map(Server::of).toList();
    }

    @GET
    @Path("/{name}")
    public Server show(String name) {
        return Server.of(find(name));
    }

    @DELETE
    @Path("/{name}/connections/{id}")
    public void close(String name, long id) {
        TailServer server = find(name);
        server.connections().stream().filter(connection -> connection.id() == id).forEach(server::close);
    }

    @POST
    @Path("/{name}/stop")
    public CompletionStage<Void> stop(String name) {
        return find(name).stop();
    }

    @POST
    @Path("/{name}/start")
    public CompletionStage<Void> start(String name) {
        return find(name).start();
    }

    @PUT
    @Path("/{name}")
    public Uni<Server> add(String name) {
        java.nio.file.Path file = find("<default>").file(); // not one that whoever asks may choose
        return servers.add(name, settings -> settings.file(file).port(0)).map(Server::of);
    }

    @DELETE
    @Path("/{name}")
    public Uni<Void> remove(String name) {
        return servers.remove(find(name).name());
    }

    private TailServer find(String name) {
        return servers.find(name).orElseThrow(NotFoundException::new);
    }
}
