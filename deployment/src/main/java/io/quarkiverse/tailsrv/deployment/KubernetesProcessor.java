package io.quarkiverse.tailsrv.deployment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.pkg.builditem.ArtifactResultBuildItem;
import io.quarkus.kubernetes.spi.KubernetesPortBuildItem;
import io.quarkus.kubernetes.spi.KubernetesResourceMetadataBuildItem;

@BuildSteps(onlyIf = TailsrvProcessor.IsEnabled.class)
class KubernetesProcessor {

    private static final Logger LOG = Logger.getLogger(KubernetesProcessor.class.getPackageName());

    @BuildStep
    void ports(Optional<ClientsBuildItem> clients, BuildProducer<KubernetesPortBuildItem> ports) {
        new KubernetesPorts(ConfigProvider.getConfig()).all(clients.isEmpty()).forEach(ports::produce);
    }

    /** A Service has the name of what it leads to. */
    @BuildStep
    @Produce(ArtifactResultBuildItem.class) // with the manifests
    void warnOfServiceNames(List<KubernetesResourceMetadataBuildItem> resources) {
        resources.stream().map(KubernetesResourceMetadataBuildItem::getName).distinct()
                .filter(name -> name.matches("quarkus-tailsrv(-.*)?"))
                .forEach(name -> LOG.warnf(
                        "A Kubernetes Service \"%s\" gives all pods beside it environment variables that look"
                                + " like this extension's settings (%s_PORT and others); an application with this extension"
                                + " passes them over, with a warning. Set quarkus.kubernetes.name to another name, or"
                                + " enableServiceLinks: false in the pods' specification",
                        name, name.toUpperCase(Locale.ROOT).replace('-', '_')));
    }
}
