package io.quarkiverse.tailsrv.deployment;

import java.util.Optional;

import io.quarkiverse.tailsrv.runtime.config.TailsrvBuildTimeConfig;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;

@BuildSteps(onlyIf = TailsrvProcessor.IsEnabled.class)
class HealthProcessor {

    /** Names, since the classes can't be loaded in an application without SmallRye Health. */
    private static final String SERVERS = "io.quarkiverse.tailsrv.runtime.health.ServersHealthCheck";
    private static final String CLIENTS = "io.quarkiverse.tailsrv.runtime.health.ClientsHealthCheck";

    @BuildStep
    HealthBuildItem servers(TailsrvBuildTimeConfig config) {
        return new HealthBuildItem(SERVERS, config.healthEnabled());
    }

    @BuildStep
    void clients(TailsrvBuildTimeConfig config, Optional<ClientsBuildItem> clients, BuildProducer<HealthBuildItem> checks) {
        if (clients.isPresent()) {
            checks.produce(new HealthBuildItem(CLIENTS, config.healthEnabled()));
        }
    }
}
