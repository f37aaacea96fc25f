package io.quarkiverse.tailsrv.client;

import java.util.List;
import java.util.Optional;

/**
 * All configured clients of the application, and a way to make others. Injectable. The methods may be called from any thread
 * and never block.
 */
public interface TailClients {

    /**
     * All clients of {@code quarkus.tailsrv.client.*}, sorted by name.
     */
    List<TailClient> all();

    /**
     * The configured client of that name. Empty if there is none.
     */
    Optional<TailClient> find(String name);

    /**
     * A client in code. Nothing of the configuration applies to it.
     */
    TailClientBuilder builder();
}
