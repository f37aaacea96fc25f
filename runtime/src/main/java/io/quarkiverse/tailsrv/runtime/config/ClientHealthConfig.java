package io.quarkiverse.tailsrv.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * Whether the application needs a client's connection to be ready.
 */
@ConfigGroup
public interface ClientHealthConfig {

    /**
     * Whether the readiness check is down while a stream of this client is subscribed to and not connected. This needs the
     * extension `quarkus-smallrye-health`.
     */
    @WithDefault("false")
    boolean enabled();
}
