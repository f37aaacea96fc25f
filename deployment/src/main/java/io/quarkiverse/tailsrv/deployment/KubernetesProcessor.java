package io.quarkiverse.tailsrv.deployment;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.kubernetes.spi.KubernetesPortBuildItem;

@BuildSteps(onlyIf = TailsrvProcessor.IsEnabled.class)
class KubernetesProcessor {

    @BuildStep
    void ports(BuildProducer<KubernetesPortBuildItem> ports) {
        new KubernetesPorts(ConfigProvider.getConfig()).all().forEach(ports::produce);
    }
}
