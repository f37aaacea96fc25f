package io.quarkiverse.tailsrv.deployment;

import java.util.Optional;
import java.util.Set;

import io.quarkiverse.tailsrv.runtime.config.TailsrvBuildTimeConfig;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.RemovedResourceBuildItem;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.maven.dependency.ArtifactCoords;
import io.quarkus.maven.dependency.ArtifactKey;
import io.quarkus.runtime.metrics.MetricsFactory;

@BuildSteps(onlyIf = TailsrvProcessor.IsEnabled.class)
class MetricsProcessor {

    /** A name, since the class can't be loaded in an application without Micrometer. */
    private static final String METRICS = "io.quarkiverse.tailsrv.runtime.metrics.ServersMetrics";

    private static final ArtifactKey RUNTIME = ArtifactKey.of("io.quarkiverse.tailsrv", "quarkus-tailsrv",
            ArtifactCoords.DEFAULT_CLASSIFIER, ArtifactCoords.TYPE_JAR);
    private static final String DASHBOARD = "META-INF/grafana/grafana-dashboard-quarkus-tailsrv.json";

    @BuildStep
    void metrics(Optional<MetricsCapabilityBuildItem> system, TailsrvBuildTimeConfig config,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (config.metricsEnabled() && system.isPresent() && system.get().metricsSupported(MetricsFactory.MICROMETER)) {
            beans.produce(new AdditionalBeanBuildItem(METRICS));
        }
    }

    /** Quarkus' Grafana Dev Service shows it. In production, Grafana is somewhere else. */
    @BuildStep(onlyIf = IsProduction.class)
    RemovedResourceBuildItem dashboard() {
        return new RemovedResourceBuildItem(RUNTIME, Set.of(DASHBOARD));
    }
}
