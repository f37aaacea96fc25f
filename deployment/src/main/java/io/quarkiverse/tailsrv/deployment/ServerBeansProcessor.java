package io.quarkiverse.tailsrv.deployment;

import java.util.Set;

import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerCustomizer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.runtime.TailsrvRecorder;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanArchiveIndexBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem.ExtendedBeanConfigurator;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.InjectionPointInfo;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;

/**
 * Makes servers injectable: one bean for each name that the configuration, an injection point or a customizer has when the
 * application is built. Whether there is such a server is known at run time: if not, its bean is inactive.
 */
@BuildSteps(onlyIf = TailsrvProcessor.IsEnabled.class)
class ServerBeansProcessor {

    private static final DotName SERVER = DotName.createSimple(TailServer.class);
    private static final DotName SERVER_NAME = DotName.createSimple(TailServerName.class);

    @BuildStep
    AdditionalBeanBuildItem qualifier() {
        return new AdditionalBeanBuildItem(TailServerName.class);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void beans(TailsrvRecorder recorder, ServerRegistryBuildItem registry, BeanDiscoveryFinishedBuildItem discovered,
            BeanArchiveIndexBuildItem index, BuildProducer<SyntheticBeanBuildItem> beans) {
        Config config = ConfigProvider.getConfig();
        Set<String> names = ServerNames.configured(config);
        for (AnnotationInstance annotation : index.getIndex().getAnnotations(SERVER_NAME)) {
            names.add(annotation.value().asString());
        }
        if (names.isEmpty() || hasUnnamed(config, discovered)) {
            names.add(TailsrvConfig.DEFAULT_NAME);
        }
        for (String name : names) {
            ExtendedBeanConfigurator bean = SyntheticBeanBuildItem.configure(TailServer.class)
                    .scope(Singleton.class)
                    .supplier(recorder.server(registry.registry(), name))
                    .checkActive(recorder.checkActive(registry.registry(), name))
                    .startup() // fails the start if an inactive one is injected
                    .unremovable() // for lookups from code
                    .setRuntimeInit();
            bean.addQualifier().annotation(SERVER_NAME).addValue("value", name).done();
            if (name.equals(TailsrvConfig.DEFAULT_NAME)) {
                bean.addQualifier(Default.class);
            }
            beans.produce(bean.done());
        }
    }

    private static boolean hasUnnamed(Config config, BeanDiscoveryFinishedBuildItem discovered) {
        return ServerNames.isSet(config, "quarkus.tailsrv.file")
                || discovered.beanStream().withBeanType(TailServerCustomizer.class).stream()
                        .anyMatch(BeanInfo::hasDefaultQualifiers)
                || discovered.getInjectionPoints().stream().filter(InjectionPointInfo::hasDefaultedQualifier)
                        .anyMatch(point -> point.getRequiredType().name().equals(SERVER));
    }
}
