package io.quarkiverse.tailsrv.runtime.config;

import io.quarkiverse.tailsrv.MissingFile;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * What makes a server ready.
 */
@ConfigGroup
public interface ServerHealthConfig {

    /**
     * Whether the readiness check is up or down while the file does not exist. With `up`, a mistyped path only shows in the log
     * and in the state `WAITING` of the check's data. With `down`, the application is not ready until the file exists, and not
     * ready again when it has been gone for longer than `poll-interval`, or than `rotation-grace` if that is longer. This needs
     * the extension `quarkus-smallrye-health`.
     */
    @WithDefault("up")
    MissingFile missingFile();
}
