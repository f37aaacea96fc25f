package io.quarkiverse.tailsrv.client;

import java.nio.file.Path;
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

    /**
     * A mirror of what a client reads, which is told where to begin by the copy that there is. It does nothing before it is
     * subscribed to.
     *
     * @param client a client of this application, configured or not
     * @param copy the file to write, which need not exist; a relative path is resolved against the directory in which the
     *        application was started
     */
    TailMirror mirror(TailClient client, Path copy);
}
