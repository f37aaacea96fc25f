package io.quarkiverse.tailsrv.runtime.config;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/**
 * The settings that are fixed when the application is built. Quarkus knows them at run time as well, so that it warns if one is
 * set to something else then.
 */
@ConfigMapping(prefix = "quarkus.tailsrv")
@ConfigRoot(phase = ConfigPhase.BUILD_AND_RUN_TIME_FIXED)
public interface TailsrvBuildTimeConfig {

    /**
     * Whether the extension is enabled. If `false`, the application is built without it: no server, no bean, no thread. To
     * switch single servers off at run time, use `quarkus.tailsrv.active`.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * Whether the servers are part of the readiness check. This needs the extension `quarkus-smallrye-health`.
     */
    @WithName("health.enabled")
    @WithDefault("true")
    boolean healthEnabled();

    /**
     * Whether the servers have metrics. This needs the extension `quarkus-micrometer`.
     */
    @WithName("metrics.enabled")
    @WithDefault("true")
    boolean metricsEnabled();
}
