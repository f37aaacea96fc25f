package io.quarkiverse.tailsrv.runtime;

import java.util.function.BiConsumer;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Any;

import io.quarkiverse.tailsrv.NetServerOptionsCustomizer;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerCustomizer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkiverse.tailsrv.runtime.options.Customizers;
import io.quarkiverse.tailsrv.runtime.options.LaunchDefaults;
import io.quarkiverse.tailsrv.runtime.server.ServerRegistry;
import io.quarkus.arc.ActiveResult;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;

@Recorder
public class TailsrvRecorder {

    private final RuntimeValue<TailsrvConfig> config;

    public TailsrvRecorder(RuntimeValue<TailsrvConfig> config) {
        this.config = config;
    }

    public RuntimeValue<ServerRegistry> create(Supplier<Vertx> vertx, Supplier<Integer> eventLoops,
            Supplier<TlsConfigurationRegistry> tlsConfigurations) {
        return new RuntimeValue<>(
                new ServerRegistry(vertx.get(), eventLoops.get(), tlsConfigurations.get(), new CdiEvents()));
    }

    public Supplier<TailServer> server(RuntimeValue<ServerRegistry> servers, String name) {
        return () -> servers.getValue().find(name).orElseThrow();
    }

    public Supplier<ActiveResult> checkActive(RuntimeValue<ServerRegistry> servers, String name) {
        return () -> servers.getValue().find(name).isPresent() ? ActiveResult.active()
                : ActiveResult.inactive(ServerRegistry.absence(name));
    }

    /**
     * @param isClient whether the application reads from other servers, so that it need not be one
     */
    public void start(RuntimeValue<ServerRegistry> servers, LaunchMode launchMode, boolean isClient, ShutdownContext shutdown) {
        shutdown.addShutdownTask(servers.getValue()::stop);
        servers.getValue().start(config.getValue().servers(), LaunchDefaults.of(launchMode), customizers(), !isClient);
    }

    private static Customizers customizers() {
        Customizers customizers = new Customizers();
        collect(TailServerCustomizer.class, customizers::add);
        collect(NetServerOptionsCustomizer.class, customizers::add);
        return customizers;
    }

    private static <T> void collect(Class<T> type, BiConsumer<String, T> target) {
        Arc.container().listAll(type, Any.Literal.INSTANCE)
                .forEach(customizer -> target.accept(serverName(customizer.getBean()), customizer.get()));
    }

    private static String serverName(InjectableBean<?> customizer) {
        return customizer.getQualifiers().stream()
                .filter(TailServerName.class::isInstance)
                .map(qualifier -> ((TailServerName) qualifier).value())
                .findFirst().orElse(TailsrvConfig.DEFAULT_NAME);
    }
}
