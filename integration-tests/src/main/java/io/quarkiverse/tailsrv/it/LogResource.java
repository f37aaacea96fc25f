package io.quarkiverse.tailsrv.it;

import java.util.Set;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClients;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.smallrye.mutiny.Multi;

/**
 * The lines of the served file as server-sent events, read by a client of this application's own server. Each event's id is the
 * position behind its line, which a browser sends back when it connects again.
 */
@Path("/log")
public class LogResource {

    private static final Set<String> ALL_INTERFACES = Set.of("0.0.0.0", "::");

    private final TailServers servers;
    private final TailClients clients;

    LogResource(TailServers servers, TailClients clients) {
        this.servers = servers;
        this.clients = clients;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> lines(@QueryParam("from") @DefaultValue("start") String from,
            @HeaderParam("Last-Event-ID") String last, @Context Sse sse) {
        TailServer server = servers.find("<default>").orElseThrow(NotFoundException::new);
        return client(server).lines(position(last == null ? from : last))
                .map(line -> sse.newEventBuilder().id(line.position().toString()).data(line.text()).build());
    }

    private TailClient client(TailServer server) {
        String host = ALL_INTERFACES.contains(server.host()) ? "localhost" : server.host();
        return clients.builder().host(host).port(server.port()).build();
    }

    private static TailPosition position(String text) {
        try {
            return TailPosition.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e);
        }
    }
}
