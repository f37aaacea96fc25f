package io.quarkiverse.tailsrv.deployment.lifecycle;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.tailsrv.TailServer;

@Path("/where")
public class WhereResource {

    @Inject
    TailServer server;

    @GET
    public String where() {
        return "revision 0: " + server.file() + " on " + server.port();
    }
}
