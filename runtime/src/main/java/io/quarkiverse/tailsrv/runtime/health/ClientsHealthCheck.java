package io.quarkiverse.tailsrv.runtime.health;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.quarkiverse.tailsrv.client.TailClientStatus;
import io.quarkiverse.tailsrv.runtime.injection.ClientRegistry;
import io.quarkiverse.tailsrv.runtime.injection.ConfiguredClient;

/**
 * The readiness check of the clients whose configuration asks for it. A client is DOWN if one of its streams is not connected.
 */
@Readiness
@Singleton
public class ClientsHealthCheck implements HealthCheck {

    private static final String NAME = "Tailsrv clients health check";

    private final ClientRegistry clients;

    public ClientsHealthCheck(ClientRegistry clients) {
        this.clients = clients;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME).up();
        clients.configured().stream().filter(ConfiguredClient::isNeeded).forEach(client -> add(client, response));
        return response.build();
    }

    private static void add(ConfiguredClient client, HealthCheckResponseBuilder response) {
        TailClientStatus status = client.client().status();
        boolean up = status.connected() >= status.streams();
        if (!up) {
            response.down();
        }
        String name = DataKey.of(client.client().name());
        response.withData(name, (up ? Status.UP : Status.DOWN).name())
                .withData(name + ".streams", status.streams())
                .withData(name + ".connected", status.connected())
                .withData(name + ".reconnects", status.reconnects())
                .withData(name + ".generations", status.generations());
    }
}
