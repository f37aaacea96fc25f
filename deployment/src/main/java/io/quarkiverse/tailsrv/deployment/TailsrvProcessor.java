package io.quarkiverse.tailsrv.deployment;

import java.util.function.BooleanSupplier;

import jakarta.inject.Singleton;

import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.runtime.TailServerProducer;
import io.quarkiverse.tailsrv.runtime.TailsrvRecorder;
import io.quarkiverse.tailsrv.runtime.server.TailEndpoints;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.vertx.core.deployment.CoreVertxBuildItem;

@BuildSteps(onlyIf = TailsrvProcessor.IsEnabled.class)
class TailsrvProcessor {

    private static final String FEATURE = "tailsrv";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.builder()
                .addBeanClasses(TailServerProducer.class, TailServerName.class)
                .build();
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    ServiceStartBuildItem start(TailsrvRecorder recorder, CoreVertxBuildItem vertx, LaunchModeBuildItem launchMode,
            ShutdownContextBuildItem shutdown, BuildProducer<SyntheticBeanBuildItem> beans) {
        RuntimeValue<TailEndpoints> endpoints = recorder.start(vertx.getVertx(), launchMode.getLaunchMode(), shutdown);
        beans.produce(SyntheticBeanBuildItem.configure(TailEndpoints.class)
                .scope(Singleton.class)
                .runtimeValue(endpoints)
                .setRuntimeInit()
                .done());
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
