package io.quarkiverse.tailsrv.runtime;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Singleton;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkiverse.tailsrv.runtime.server.TailEndpoints;

/**
 * Makes the servers injectable. Their names are known at run time only, hence one producer for all of them.
 */
@Singleton
public class TailServerProducer {

    private final TailEndpoints endpoints;

    public TailServerProducer(TailEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Produces
    @Dependent
    TailServer unnamed() {
        return endpoints.get(TailsrvConfig.DEFAULT_NAME);
    }

    @Produces
    @Dependent
    @TailServerName("")
    TailServer named(InjectionPoint injectionPoint) {
        return injectionPoint.getQualifiers().stream()
                .filter(TailServerName.class::isInstance)
                .map(qualifier -> endpoints.get(((TailServerName) qualifier).value()))
                .findFirst().orElseThrow();
    }
}
