package io.quarkiverse.tailsrv.deployment;

import java.util.Optional;

import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.runtime.metrics.MetricsFactory;

@BuildSteps(onlyIf = TailsrvProcessor.IsEnabled.class)
class MetricsProcessor {

    /** A name, since the class can't be loaded in an application without Micrometer. */
    private static final String METRICS = "io.quarkiverse.tailsrv.runtime.metrics.ServersMetrics";

    @BuildStep
    void metrics(Optional<MetricsCapabilityBuildItem> system, TailsrvBuildTimeConfig config,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (config.metricsEnabled() && system.isPresent() && system.get().metricsSupported(MetricsFactory.MICROMETER)) {
            beans.produce(new AdditionalBeanBuildItem(METRICS));
        }
    }
}
