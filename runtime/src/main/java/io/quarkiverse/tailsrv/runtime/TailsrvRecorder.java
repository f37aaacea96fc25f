package io.quarkiverse.tailsrv.runtime;

import java.util.function.Supplier;

import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkiverse.tailsrv.runtime.server.TailEndpoints;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

@Recorder
public class TailsrvRecorder {

    private final RuntimeValue<TailsrvConfig> config;

    public TailsrvRecorder(RuntimeValue<TailsrvConfig> config) {
        this.config = config;
    }

    public RuntimeValue<TailEndpoints> start(Supplier<Vertx> vertx, LaunchMode launchMode, ShutdownContext shutdown) {
        TailEndpoints endpoints = new TailEndpoints();
        shutdown.addShutdownTask(endpoints::stop);
        String defaultHost = launchMode.isDevOrTest() ? "localhost" : "0.0.0.0";
        endpoints.start(config.getValue().servers(), defaultHost, (VertxInternal) vertx.get());
        return new RuntimeValue<>(endpoints);
    }
}
