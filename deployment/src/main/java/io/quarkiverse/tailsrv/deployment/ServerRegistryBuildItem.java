package io.quarkiverse.tailsrv.deployment;

import io.quarkiverse.tailsrv.runtime.server.ServerRegistry;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/**
 * Passes the registry of all servers from the build step that creates it to the one that starts it.
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
