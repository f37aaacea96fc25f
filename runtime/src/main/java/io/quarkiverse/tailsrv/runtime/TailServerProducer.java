package io.quarkiverse.tailsrv.runtime;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Singleton;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkiverse.tailsrv.runtime.server.ServerRegistry;

/**
 * Makes the servers injectable. One producer method serves all named servers, since their names are known at run time only.
 */
@Singleton
public class TailServerProducer {

    private final ServerRegistry servers;

    public TailServerProducer(ServerRegistry servers) {
        this.servers = servers;
    }

    @Produces
    @Dependent
    TailServer unnamed() {
        return servers.get(TailsrvConfig.DEFAULT_NAME);
    }

    @Produces
    @Dependent
    @TailServerName("")
    TailServer named(InjectionPoint injectionPoint) {
        return injectionPoint.getQualifiers().stream()
                .filter(TailServerName.class::isInstance)
                .map(qualifier -> servers.get(((TailServerName) qualifier).value()))
                .findFirst().orElseThrow();
    }
}
