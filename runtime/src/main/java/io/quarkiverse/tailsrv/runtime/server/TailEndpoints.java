package io.quarkiverse.tailsrv.runtime.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkiverse.tailsrv.runtime.file.FileWatcher;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.impl.VertxInternal;

/**
 * All servers of the application, by name.
 */
public final class TailEndpoints {

    private static final Logger LOG = Logger.getLogger(TailEndpoints.class.getPackageName());

    /** Groups of settings of their own: a server of such a name would take their properties for its own. */
    private static final Set<String> RESERVED_NAMES = Set.of("health", "metrics", "tls", "dev-ui");

    /** How often threads that hang are looked for. */
    private static final long RELIEF_MILLIS = 1000;

    private final Map<String, TailEndpoint> endpoints = new TreeMap<>();
    private FileWatcher watcher;
    private Runnable stopWatcher = () -> {
    };

    /**
     * Starts what is configured and active.
     *
     * @param defaultHost for servers without a host of their own
     * @throws ConfigurationException what can't be done; {@link #stop()} ends what has been started by then
     */
    public void start(Map<String, ServerConfig> configs, String defaultHost, VertxInternal vertx) {
        List<ServerOptions> options = new ArrayList<>();
        new TreeMap<>(configs).forEach((name, config) -> {
            if (RESERVED_NAMES.contains(name)) {
                throw new ConfigurationException("quarkus.tailsrv.\"" + name + "\": \"" + name
                        + "\" can't be the name of a server; choose another one");
            }
            if (isServed(name, config, configs.size() > 1)) {
                options.add(new ServerOptions(name, config, defaultHost));
            }
        });
        if (options.isEmpty()) {
            return;
        }
        startWatcher(vertx);
        for (ServerOptions each : options) {
            TailEndpoint endpoint = new TailEndpoint(each, vertx);
            endpoint.start(watcher);
            endpoints.put(each.name(), endpoint);
        }
    }

    private void startWatcher(VertxInternal vertx) {
        watcher = new FileWatcher();
        long timer = vertx.setPeriodic(RELIEF_MILLIS, id -> watcher.relieve());
        stopWatcher = () -> {
            vertx.cancelTimer(timer);
            watcher.close();
        };
    }

    private static boolean isServed(String name, ServerConfig config, boolean others) {
        if (config.active() && config.file().isEmpty() && !(others && name.equals(TailsrvConfig.DEFAULT_NAME))) {
            LOG.warnf("%s is not set: nothing is served; set it to the file to serve, or %s to false",
                    ServerOptions.property(name, "file"), ServerOptions.property(name, "active"));
        }
        return config.active() && config.file().isPresent();
    }

    /**
     * Stops all servers side by side. Blocks until they have, at the longest for their largest shutdown timeout and the few
     * seconds that event loops may need.
     */
    public void stop() {
        CompletableFuture.allOf(endpoints.values().stream().map(TailEndpoint::stop).toArray(CompletableFuture[]::new)).join();
        endpoints.values().forEach(TailEndpoint::unwatch);
        endpoints.clear();
        stopWatcher.run();
    }

    /**
     * @throws IllegalStateException there is no such server
     */
    public TailServer get(String name) {
        TailEndpoint endpoint = endpoints.get(name);
        if (endpoint == null) {
            throw new IllegalStateException("There is no tailsrv server \"" + name + "\"; set "
                    + ServerOptions.property(name, "file") + ", and do not set " + ServerOptions.property(name, "active")
                    + " to false");
        }
        return endpoint;
    }
}
