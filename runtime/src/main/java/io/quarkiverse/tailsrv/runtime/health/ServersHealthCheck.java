package io.quarkiverse.tailsrv.runtime.health;

import java.util.Optional;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.quarkiverse.tailsrv.TailServerState;
import io.quarkiverse.tailsrv.runtime.server.ManagedServer;
import io.quarkiverse.tailsrv.runtime.server.ServerRegistry;

/**
 * The readiness check. A server is DOWN if its port is closed or its file can't be served. A server whose file does not exist
 * is UP, since its clients wait, unless its configuration says otherwise.
 */
@Readiness
@Singleton
public class ServersHealthCheck implements HealthCheck {

    private static final String NAME = "Tailsrv servers health check";

    private final ServerRegistry servers;

    public ServersHealthCheck(ServerRegistry servers) {
        this.servers = servers;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME).up();
        servers.managed().forEach(server -> add(server, response));
        return response.build();
    }

    private static void add(ManagedServer server, HealthCheckResponseBuilder response) {
        TailServerState state = server.state();
        Optional<String> problem = server.lacksFile() ? Optional.of("does not exist") : server.problem();
        boolean up = state != TailServerState.STOPPED && problem.isEmpty();
        if (!up) {
            response.down();
        }
        String name = DataKey.of(server.name());
        response.withData(name, (up ? Status.UP : Status.DOWN).name())
                .withData(name + ".state", state.name())
                .withData(name + ".file", server.file().toString())
                .withData(name + ".port", server.port())
                .withData(name + ".generation", server.generation())
                .withData(name + ".length", server.length())
                .withData(name + ".connections", server.connectionCount());
        problem.ifPresent(text -> response.withData(name + ".problem", text));
    }
}
