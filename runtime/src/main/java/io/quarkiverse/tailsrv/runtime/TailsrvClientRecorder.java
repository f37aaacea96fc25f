package io.quarkiverse.tailsrv.runtime;

import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.runtime.client.Clients;
import io.quarkiverse.tailsrv.runtime.config.TailsrvClientsConfig;
import io.quarkiverse.tailsrv.runtime.injection.ClientRegistry;
import io.quarkiverse.tailsrv.runtime.injection.ConfiguredMirrors;
import io.quarkiverse.tailsrv.runtime.property.ClientProperty;
import io.quarkus.arc.ActiveResult;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;

@Recorder
public class TailsrvClientRecorder {

    private static final Logger LOG = Logger.getLogger(TailsrvClientRecorder.class.getPackageName());

    private final RuntimeValue<TailsrvClientsConfig> config;

    public TailsrvClientRecorder(RuntimeValue<TailsrvClientsConfig> config) {
        this.config = config;
    }

    public RuntimeValue<ClientRegistry> create(Supplier<Vertx> vertx, Supplier<TlsConfigurationRegistry> tlsConfigurations,
            ShutdownContext shutdown) {
        Clients clients = new Clients(vertx.get(), tlsConfigurations.get());
        shutdown.addShutdownTask(clients::close);
        return new RuntimeValue<>(new ClientRegistry(clients::builder, new CdiEvents(), config.getValue().clients()));
    }

    /** For an application that was built without clients. */
    public void warnOfClients() {
        config.getValue().clients().forEach((name, client) -> client.host().ifPresent(host -> LOG.warnf(
                "%s: \"%s\" has no effect, since the application was built without clients; set it when the"
                        + " application is built",
                new ClientProperty(name, "host").written(), host)));
    }

    public void startMirrors(RuntimeValue<ClientRegistry> clients, ShutdownContext shutdown) {
        ConfiguredMirrors mirrors = new ConfiguredMirrors(clients.getValue());
        shutdown.addShutdownTask(mirrors::stop);
        mirrors.start();
    }

    public Supplier<TailClient> client(RuntimeValue<ClientRegistry> clients, String name) {
        return () -> clients.getValue().find(name).orElseThrow();
    }

    public Supplier<ActiveResult> checkActive(RuntimeValue<ClientRegistry> clients, String name) {
        return () -> clients.getValue().find(name).isPresent() ? ActiveResult.active()
                : ActiveResult.inactive(ClientRegistry.absence(name));
    }
}
