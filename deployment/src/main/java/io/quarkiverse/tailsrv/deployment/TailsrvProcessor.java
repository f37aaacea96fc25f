package io.quarkiverse.tailsrv.deployment;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import jakarta.inject.Singleton;

import io.quarkiverse.tailsrv.NetServerOptionsCustomizer;
import io.quarkiverse.tailsrv.TailServerCustomizer;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.runtime.CertificateObserver;
import io.quarkiverse.tailsrv.runtime.TailsrvRecorder;
import io.quarkiverse.tailsrv.runtime.config.TailsrvBuildTimeConfig;
import io.quarkiverse.tailsrv.runtime.server.ServerRegistry;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedClassBuildItem;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.tls.deployment.spi.TlsRegistryBuildItem;
import io.quarkus.vertx.core.deployment.CoreVertxBuildItem;
import io.quarkus.vertx.core.deployment.EventLoopCountBuildItem;

@BuildSteps(onlyIf = TailsrvProcessor.IsEnabled.class)
class TailsrvProcessor {

    private static final String FEATURE = "tailsrv";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return new AdditionalBeanBuildItem(CertificateObserver.class);
    }

    @BuildStep
    UnremovableBeanBuildItem customizers() {
        return UnremovableBeanBuildItem.beanTypes(TailServerCustomizer.class, NetServerOptionsCustomizer.class);
    }

    /** The class reads the memory limit of its process. That has to be the application, not the build. */
    @BuildStep
    RuntimeInitializedClassBuildItem atRunTime() {
        return new RuntimeInitializedClassBuildItem("io.quarkiverse.tailsrv.runtime.transfer.DirectMemory");
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    ServerRegistryBuildItem create(TailsrvRecorder recorder, CoreVertxBuildItem vertx, EventLoopCountBuildItem eventLoops,
            TlsRegistryBuildItem tls, BuildProducer<SyntheticBeanBuildItem> beans) {
        RuntimeValue<ServerRegistry> registry = recorder.create(vertx.getVertx(), eventLoops.getEventLoopCount(),
                tls.registry());
        beans.produce(SyntheticBeanBuildItem.configure(ServerRegistry.class)
                .addType(TailServers.class)
                .scope(Singleton.class)
                .runtimeValue(registry)
                .setRuntimeInit()
                .done());
        return new ServerRegistryBuildItem(registry);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class) // customizers may have servers injected
    ServiceStartBuildItem start(TailsrvRecorder recorder, ServerRegistryBuildItem registry, LaunchModeBuildItem launchMode,
            Optional<ClientsBuildItem> clients, ShutdownContextBuildItem shutdown) {
        recorder.start(registry.registry(), launchMode.getLaunchMode(), clients.isPresent(), shutdown);
        return new ServiceStartBuildItem(FEATURE);
    }

    static final class IsEnabled implements BooleanSupplier {

        private final TailsrvBuildTimeConfig config;

        IsEnabled(TailsrvBuildTimeConfig config) {
            this.config = config;
        }

        @Override
        public boolean getAsBoolean() {
            return config.enabled();
        }
    }
}
