package io.quarkiverse.tailsrv.deployment;

import java.util.Optional;
import java.util.SortedSet;

import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientName;
import io.quarkiverse.tailsrv.client.TailClients;
import io.quarkiverse.tailsrv.runtime.TailsrvClientRecorder;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkiverse.tailsrv.runtime.injection.ClientRegistry;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem.ExtendedBeanConfigurator;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.tls.deployment.spi.TlsRegistryBuildItem;
import io.quarkus.vertx.core.deployment.CoreVertxBuildItem;

/**
 * Makes clients injectable: one bean for each name that the configuration or a qualifier has when the application is
 * built. Whether there is such a client is known at run time: if not, its bean is inactive. In an application without clients,
 * nothing of this is there.
 */
@BuildSteps(onlyIf = TailsrvProcessor.IsEnabled.class)
class ClientBeansProcessor {

    private static final DotName CLIENT = DotName.createSimple(TailClient.class);
    private static final DotName CLIENTS = DotName.createSimple(TailClients.class);
    private static final DotName CLIENT_NAME = DotName.createSimple(TailClientName.class);

    @BuildStep
    AdditionalBeanBuildItem qualifier() {
        return new AdditionalBeanBuildItem(TailClientName.class);
    }

    /** By what classes refer to: beans, of which some depend on this, are not known yet. */
    @BuildStep
    void find(CombinedIndexBuildItem index, BuildProducer<ClientsBuildItem> clients) {
        Config config = ConfigProvider.getConfig();
        SortedSet<String> names = ClientNames.configured(config);
        for (AnnotationInstance annotation : index.getIndex().getAnnotations(CLIENT_NAME)) {
            names.add(annotation.value().asString());
        }
        if (!index.getIndex().getKnownUsers(CLIENT).isEmpty()) {
            names.add(TailsrvConfig.DEFAULT_NAME);
        }
        if (!names.isEmpty() || !index.getIndex().getKnownUsers(CLIENTS).isEmpty() || ClientNames.hasChannel(config)) {
            clients.produce(new ClientsBuildItem(names));
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    ClientRegistryBuildItem create(TailsrvClientRecorder recorder, Optional<ClientsBuildItem> clients,
            CoreVertxBuildItem vertx, TlsRegistryBuildItem tls, ShutdownContextBuildItem shutdown) {
        if (clients.isEmpty()) {
            recorder.warnOfClients();
            return null;
        }
        return new ClientRegistryBuildItem(recorder.create(vertx.getVertx(), tls.registry(), shutdown));
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void beans(TailsrvClientRecorder recorder, Optional<ClientsBuildItem> clients, Optional<ClientRegistryBuildItem> registry,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        if (registry.isPresent()) {
            beans.produce(SyntheticBeanBuildItem.configure(ClientRegistry.class)
                    .addType(TailClients.class)
                    .scope(Singleton.class)
                    .runtimeValue(registry.get().registry())
                    .unremovable() // for lookups from code
                    .setRuntimeInit()
                    .done());
            clients.orElseThrow().names().forEach(name -> beans.produce(bean(name, recorder, registry.get().registry())));
        }
    }

    private static SyntheticBeanBuildItem bean(String name, TailsrvClientRecorder recorder,
            RuntimeValue<ClientRegistry> registry) {
        ExtendedBeanConfigurator bean = SyntheticBeanBuildItem.configure(TailClient.class)
                .scope(Singleton.class)
                .supplier(recorder.client(registry, name))
                .checkActive(recorder.checkActive(registry, name))
                .startup() // fails the start if an inactive one is injected
                .unremovable()
                .setRuntimeInit();
        bean.addQualifier().annotation(CLIENT_NAME).addValue("value", name).done();
        if (name.equals(TailsrvConfig.DEFAULT_NAME)) {
            bean.addQualifier(Default.class);
        }
        return bean.done();
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    void startMirrors(TailsrvClientRecorder recorder, Optional<ClientRegistryBuildItem> registry,
            ShutdownContextBuildItem shutdown, BuildProducer<ServiceStartBuildItem> started) {
        if (registry.isPresent()) {
            recorder.startMirrors(registry.get().registry(), shutdown);
            started.produce(new ServiceStartBuildItem("tailsrv-mirrors"));
        }
    }
}
