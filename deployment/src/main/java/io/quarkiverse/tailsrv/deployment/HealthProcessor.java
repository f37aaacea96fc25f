package io.quarkiverse.tailsrv.deployment;

import io.quarkiverse.tailsrv.runtime.config.TailsrvBuildTimeConfig;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;

@BuildSteps(onlyIf = TailsrvProcessor.IsEnabled.class)
class HealthProcessor {

    /** A name, since the class can't be loaded in an application without SmallRye Health. */
    private static final String CHECK = "io.quarkiverse.tailsrv.runtime.health.ServersHealthCheck";

    @BuildStep
    HealthBuildItem check(TailsrvBuildTimeConfig config) {
        return new HealthBuildItem(CHECK, config.healthEnabled());
    }
}
