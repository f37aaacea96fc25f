package io.quarkiverse.tailsrv.runtime.injection;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientBuilder;
import io.quarkiverse.tailsrv.client.TailClientEvent;
import io.quarkiverse.tailsrv.client.TailClients;
import io.quarkiverse.tailsrv.client.TailMirror;
import io.quarkiverse.tailsrv.runtime.config.ClientConfig;
import io.quarkiverse.tailsrv.runtime.mirror.FileMirror;
import io.quarkiverse.tailsrv.runtime.options.ClientOptions;
import io.quarkiverse.tailsrv.runtime.property.ClientProperty;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * All configured clients of the application, by name. None is connected before a stream of it is subscribed to.
 */
public final class ClientRegistry implements TailClients {

    private final Supplier<TailClientBuilder> builders;
    private final Consumer<? super TailClientEvent> observers;
    private final Map<String, ConfiguredClient> clients;

    /**
     * @param builders each call makes a new one
     * @param observers receives events on any thread, and returns at once
     * @throws ConfigurationException if a setting can't be used
     */
    public ClientRegistry(Supplier<TailClientBuilder> builders, Consumer<? super TailClientEvent> observers,
            Map<String, ClientConfig> configs) {
        this.builders = builders;
        this.observers = observers;
        ClientOptions.checkNames();
        Map<String, ConfiguredClient> made = new TreeMap<>();
        configs.forEach((name, config) -> {
            if (config.host().isPresent()) {
                made.put(name, make(new ClientOptions(name, config)));
            }
        });
        this.clients = Collections.unmodifiableMap(made);
    }

    private ConfiguredClient make(ClientOptions options) {
        TailClientBuilder builder = builders.get().observer(observers::accept);
        options.applyTo(builder);
        try {
            return ConfiguredClient.of(builder.build(), options);
        } catch (IllegalArgumentException e) { // all other values have been checked
            throw options.unusableTls("can't be used: " + e.getMessage());
        }
    }

    /** For health checks and metrics. */
    public Collection<ConfiguredClient> configured() {
        return clients.values();
    }

    @Override
    public List<TailClient> all() {
        return clients.values().stream().map(ConfiguredClient::client).toList();
    }

    @Override
    public Optional<TailClient> find(String name) {
        return Optional.ofNullable(clients.get(name)).map(ConfiguredClient::client);
    }

    @Override
    public TailClientBuilder builder() {
        return builders.get();
    }

    @Override
    public TailMirror mirror(TailClient client, Path copy) {
        return new FileMirror(client, copy);
    }

    /** Why there is no client of that name, and what to do. */
    public static String absence(String name) {
        return "There is no tailsrv client \"" + name + "\"; set " + new ClientProperty(name, "host").written();
    }
}
