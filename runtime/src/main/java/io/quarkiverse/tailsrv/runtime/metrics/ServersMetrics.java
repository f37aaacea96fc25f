package io.quarkiverse.tailsrv.runtime.metrics;

import static jakarta.interceptor.Interceptor.Priority.LIBRARY_BEFORE;

import java.util.IdentityHashMap;
import java.util.Map;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.tailsrv.runtime.server.ManagedServer;
import io.quarkiverse.tailsrv.runtime.server.ServerRegistry;
import io.quarkiverse.tailsrv.runtime.server.ServersListener;
import io.quarkus.runtime.StartupEvent;

/**
 * Registers the meters of all servers with Micrometer when the application has started, and then those of each server that is
 * added. Those of a server that is removed are removed.
 */
@Singleton
public class ServersMetrics implements ServersListener {

    private final MeterRegistry registry;
    private final Map<ManagedServer, ServerMeters> meters = new IdentityHashMap<>();

    /**
     * @param registry the composite registry, which passes meters on to all others
     */
    public ServersMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void bind(@Observes @Priority(LIBRARY_BEFORE) StartupEvent started, ServerRegistry servers) {
        EarlierMeters.removeServers(registry);
        servers.listen(this);
    }

    @Override
    public void added(ManagedServer server) {
        ServerMeters own = new ServerMeters(server);
        meters.put(server, own); // first: if one can't be registered, those before it are removed in the end
        own.register(registry);
    }

    @Override
    public void removed(ManagedServer server) {
        meters.remove(server).remove(registry);
    }
}
