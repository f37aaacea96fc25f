package io.quarkiverse.tailsrv.deployment;

import io.quarkiverse.tailsrv.runtime.injection.ClientRegistry;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/**
 * Passes the registry of all clients from the build step that creates it to those that make beans and start mirrors. Absent
 * in an application without clients.
 */
final class ClientRegistryBuildItem extends SimpleBuildItem {

    private final RuntimeValue<ClientRegistry> registry;

    ClientRegistryBuildItem(RuntimeValue<ClientRegistry> registry) {
        this.registry = registry;
    }

    RuntimeValue<ClientRegistry> registry() {
        return registry;
    }
}
