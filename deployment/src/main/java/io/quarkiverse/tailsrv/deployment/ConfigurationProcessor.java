package io.quarkiverse.tailsrv.deployment;

import io.quarkiverse.tailsrv.runtime.property.ServerConfigBuilder;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.RunTimeConfigBuilderBuildItem;

/**
 * Also where the extension is switched off: Quarkus reads the servers' settings all the same, and would fail at what is none.
 */
class ConfigurationProcessor {

    @BuildStep
    RunTimeConfigBuilderBuildItem reading() {
        return new RunTimeConfigBuilderBuildItem(ServerConfigBuilder.class);
    }
}
