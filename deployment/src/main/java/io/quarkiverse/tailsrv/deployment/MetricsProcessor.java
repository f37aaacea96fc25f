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

    /** Names, since the classes can't be loaded in an application without Micrometer. */
    private static final String SERVERS = "io.quarkiverse.tailsrv.runtime.metrics.ServersMetrics";
    private static final String CLIENTS = "io.quarkiverse.tailsrv.runtime.metrics.ClientsMetrics";

    private static final ArtifactKey RUNTIME = ArtifactKey.of("io.quarkiverse.tailsrv", "quarkus-tailsrv",
            ArtifactCoords.DEFAULT_CLASSIFIER, ArtifactCoords.TYPE_JAR);
    private static final String DASHBOARD = "META-INF/grafana/grafana-dashboard-quarkus-tailsrv.json";

    @BuildStep
    void servers(Optional<MetricsCapabilityBuildItem> system, TailsrvBuildTimeConfig config,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (isMeasured(config, system)) {
            beans.produce(new AdditionalBeanBuildItem(SERVERS));
        }
    }

    @BuildStep
    void clients(Optional<MetricsCapabilityBuildItem> system, TailsrvBuildTimeConfig config, Optional<ClientsBuildItem> clients,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (isMeasured(config, system) && clients.isPresent()) {
            beans.produce(new AdditionalBeanBuildItem(CLIENTS));
        }
    }

    private static boolean isMeasured(TailsrvBuildTimeConfig config, Optional<MetricsCapabilityBuildItem> system) {
        return config.metricsEnabled() && system.isPresent() && system.get().metricsSupported(MetricsFactory.MICROMETER);
    }

    /** Quarkus' Grafana Dev Service shows it. In production, Grafana is somewhere else. */
    @BuildStep(onlyIf = IsProduction.class)
    RemovedResourceBuildItem dashboard() {
        return new RemovedResourceBuildItem(RUNTIME, Set.of(DASHBOARD));
    }
}
