package io.quarkiverse.tailsrv.runtime.metrics;

import static jakarta.interceptor.Interceptor.Priority.LIBRARY_BEFORE;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.tailsrv.runtime.injection.ClientRegistry;
import io.quarkus.runtime.StartupEvent;

/**
 * Registers the meters of all configured clients with Micrometer when the application has started.
 */
@Singleton
public class ClientsMetrics {

    /**
     * @param registry the composite registry, which passes meters on to all others
     */
    void bind(@Observes @Priority(LIBRARY_BEFORE) StartupEvent started, MeterRegistry registry, ClientRegistry clients) {
        EarlierMeters.removeClients(registry);
        clients.all().forEach(client -> new ClientMeters(client).bindTo(registry));
    }
}
