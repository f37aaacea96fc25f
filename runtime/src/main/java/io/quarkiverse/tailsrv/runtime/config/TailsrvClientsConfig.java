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
 * The clients of this application: one without a name, and any number of named ones.
 */
@ConfigMapping(prefix = "quarkus.tailsrv.client")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface TailsrvClientsConfig {

    /** Groups of a client's properties, which a client of the same name would share with the client without a name. */
    Set<String> RESERVED_NAMES = Set.of("health", "mirror");

    /**
     * Clients
     */
    @WithParentName
    @WithUnnamedKey(TailsrvConfig.DEFAULT_NAME)
    @WithDefaults
    @ConfigDocMapKey("client-name")
    Map<String, ClientConfig> clients();
}
