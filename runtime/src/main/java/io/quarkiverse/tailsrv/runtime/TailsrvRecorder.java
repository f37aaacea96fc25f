package io.quarkiverse.tailsrv.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Any;

import io.quarkiverse.tailsrv.TailServerCustomizer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkiverse.tailsrv.runtime.server.LaunchDefaults;
import io.quarkiverse.tailsrv.runtime.server.TailEndpoints;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

@Recorder
public class TailsrvRecorder {

    private final RuntimeValue<TailsrvConfig> config;

    public TailsrvRecorder(RuntimeValue<TailsrvConfig> config) {
        this.config = config;
    }

    public RuntimeValue<TailEndpoints> create(Supplier<Vertx> vertx, Supplier<TlsConfigurationRegistry> tlsConfigurations) {
        return new RuntimeValue<>(
                new TailEndpoints((VertxInternal) vertx.get(), tlsConfigurations.get(), new CdiEvents()));
    }

    public void start(RuntimeValue<TailEndpoints> endpoints, LaunchMode launchMode, ShutdownContext shutdown) {
        shutdown.addShutdownTask(endpoints.getValue()::stop);
        endpoints.getValue().start(config.getValue().servers(), LaunchDefaults.of(launchMode), customizers());
    }

    private static Map<String, List<TailServerCustomizer>> customizers() {
        Map<String, List<TailServerCustomizer>> byName = new HashMap<>();
        Arc.container().listAll(TailServerCustomizer.class, Any.Literal.INSTANCE).forEach(customizer -> byName
                .computeIfAbsent(serverName(customizer.getBean()), name -> new ArrayList<>()).add(customizer.get()));
        return byName;
    }

    private static String serverName(InjectableBean<TailServerCustomizer> customizer) {
        return customizer.getQualifiers().stream()
                .filter(TailServerName.class::isInstance)
                .map(qualifier -> ((TailServerName) qualifier).value())
                .findFirst().orElse(TailsrvConfig.DEFAULT_NAME);
    }
}
