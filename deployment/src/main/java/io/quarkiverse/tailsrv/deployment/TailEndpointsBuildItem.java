package io.quarkiverse.tailsrv.deployment;

import io.quarkiverse.tailsrv.runtime.server.TailEndpoints;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/**
 * The servers, not yet started.
 */
final class TailEndpointsBuildItem extends SimpleBuildItem {

    private final RuntimeValue<TailEndpoints> endpoints;

    TailEndpointsBuildItem(RuntimeValue<TailEndpoints> endpoints) {
        this.endpoints = endpoints;
    }

    RuntimeValue<TailEndpoints> endpoints() {
        return endpoints;
    }
}
