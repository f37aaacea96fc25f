package io.quarkiverse.tailsrv;

import java.util.List;
import java.util.Optional;

/**
 * All servers of the application, to be injected. The methods may be called from any thread and never block.
 */
public interface TailServers {

    /**
     * The servers that have a file and are active, sorted by name, those that were stopped at run time included; empty before
     * the application has started them.
     */
    List<TailServer> all();

    /**
     * The server of that name, or of {@code <default>} for the one without a name; empty where there is none.
     */
    Optional<TailServer> find(String name);
}
