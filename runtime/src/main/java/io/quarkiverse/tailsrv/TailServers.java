package io.quarkiverse.tailsrv;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * All servers of the application. Injectable. The methods may be called from any thread and never block.
 */
public interface TailServers extends Iterable<TailServer> {

    /**
     * All active servers that have a file, sorted by name. Servers that were stopped at run time are included. Empty until the
     * application has started its servers.
     */
    List<TailServer> all();

    /**
     * The server of that name, {@code <default>} for the one without a name. Empty if there is none.
     */
    Optional<TailServer> find(String name);

    /** Over {@link #all()}. */
    @Override
    default Iterator<TailServer> iterator() {
        return all().iterator();
    }
}
