package io.quarkiverse.tailsrv.deployment;

import io.quarkiverse.tailsrv.runtime.server.ServerRegistry;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/**
 * The servers, not yet started.
 */
final class ServerRegistryBuildItem extends SimpleBuildItem {

    private final RuntimeValue<ServerRegistry> registry;

    ServerRegistryBuildItem(RuntimeValue<ServerRegistry> registry) {
        this.registry = registry;
    }

    RuntimeValue<ServerRegistry> registry() {
        return registry;
    }
}
