package io.quarkiverse.tailsrv.deployment.devui;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServers;
import io.smallrye.mutiny.Uni;

/**
 * Adds servers of the file that the configured server has, and removes them.
 */
@Path("/jobs/{name}")
public class JobsResource {

    private final TailServers servers;
    private final TailServer configured;

    public JobsResource(TailServers servers, TailServer configured) {
        this.servers = servers;
        this.configured = configured;
    }

    @PUT
    public Uni<Integer> add(@PathParam("name") String name) {
        return servers.add(name, settings -> settings.file(configured.file())).map(TailServer::port);
    }

    @DELETE
    public Uni<Void> remove(@PathParam("name") String name) {
        return servers.remove(name);
    }
}
