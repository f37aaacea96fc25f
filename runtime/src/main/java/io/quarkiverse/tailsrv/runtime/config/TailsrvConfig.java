package io.quarkiverse.tailsrv.runtime.config;

import java.util.Map;
import java.util.Set;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;

/**
 * The servers of this application: one without a name, and any number of named ones.
 */
@ConfigMapping(prefix = "quarkus.tailsrv")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface TailsrvConfig {

    /** The key of the server without a name. */
    String DEFAULT_NAME = "<default>";

    /** The group of the clients' properties. */
    String CLIENT = "client";

    /** Groups of the extension's other properties, which a server of the same name would read as its own. */
    Set<String> RESERVED_NAMES = Set.of("enabled", "health", "metrics", "tls", "dev-ui", CLIENT);

    /**
     * Servers
     */
    @WithParentName
    @WithUnnamedKey(DEFAULT_NAME)
    @WithDefaults
    @ConfigDocMapKey("server-name")
    Map<String, ServerConfig> servers();
}
