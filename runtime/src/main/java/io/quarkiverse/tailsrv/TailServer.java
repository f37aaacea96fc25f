package io.quarkiverse.tailsrv;

import java.nio.file.Path;

/**
 * A server of one growing file, as configured by {@code quarkus.tailsrv.*}.
 * <p>
 * The one without a name can be injected as it is, a named one with {@link TailServerName}. All methods may be called from
 * any thread and never block.
 */
public interface TailServer {

    /**
     * The name of the server in the configuration, or {@code <default>} for the one without a name.
     */
    String name();

    /**
     * The absolute path of the file; there need not be a file now.
     */
    Path file();

    /**
     * The host name or IP address that it listens on, as configured.
     */
    String host();

    /**
     * The TCP port that it listens on: the one that the system chose if the configured port is 0.
     */
    int port();
}
