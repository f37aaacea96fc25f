package io.quarkiverse.tailsrv.runtime.metrics;

import static jakarta.interceptor.Interceptor.Priority.LIBRARY_BEFORE;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.tailsrv.runtime.server.ServerRegistry;
import io.quarkus.runtime.StartupEvent;

/**
 * Shows Micrometer all servers, once they are known: after customizers have been asked, and before the application goes on.
 */
@Singleton
public class ServersMetrics {

    /**
     * @param registry the one that passes on to all others
     */
    void bind(@Observes @Priority(LIBRARY_BEFORE) StartupEvent started, MeterRegistry registry, ServerRegistry servers) {
        servers.managed().forEach(server -> new ServerMeters(server).bindTo(registry));
    }
}
