package io.quarkiverse.tailsrv.deployment;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/**
 * What is decided when the application is built.
 */
@ConfigMapping(prefix = "quarkus.tailsrv")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface TailsrvBuildTimeConfig {

    /**
     * Whether the extension does anything at all. If `false`, the application is built as if it were not there: no server, no
     * bean, no thread. To decide it at run time, server by server, use `quarkus.tailsrv.active`.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * Whether the servers are part of the readiness check, in an application that has the extension `quarkus-smallrye-health`.
     */
    @WithName("health.enabled")
    @WithDefault("true")
    boolean healthEnabled();

    /**
     * Whether the servers are measured, in an application that has the extension `quarkus-micrometer`.
     */
    @WithName("metrics.enabled")
    @WithDefault("true")
    boolean metricsEnabled();
}
