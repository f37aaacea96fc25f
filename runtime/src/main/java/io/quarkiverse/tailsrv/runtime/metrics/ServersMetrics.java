package io.quarkiverse.tailsrv.runtime.metrics;

import static jakarta.interceptor.Interceptor.Priority.LIBRARY_BEFORE;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.tailsrv.runtime.server.ServerRegistry;
import io.quarkus.runtime.StartupEvent;

/**
 * Registers the meters of all servers with Micrometer when the application has started, since customizers may add servers until
 * then.
 */
@Singleton
public class ServersMetrics {

    /**
     * @param registry the composite registry, which passes meters on to all others
     */
    void bind(@Observes @Priority(LIBRARY_BEFORE) StartupEvent started, MeterRegistry registry, ServerRegistry servers) {
        servers.managed().forEach(server -> new ServerMeters(server).bindTo(registry));
    }
}
