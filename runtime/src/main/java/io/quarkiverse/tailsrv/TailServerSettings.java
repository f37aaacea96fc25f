package io.quarkiverse.tailsrv;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of a server that a {@link TailServerCustomizer} may change. All others are configured by
 * {@code quarkus.tailsrv.*}.
 */
public interface TailServerSettings {

    /**
     * The name of the server, {@code <default>} for the one without a name.
     */
    String name();

    /**
     * The file to serve. Empty if none is set yet; if it stays empty, nothing is served.
     */
    Optional<Path> file();

    /**
     * @param file the file to serve, which need not exist; a relative path is resolved against the directory in which the
     *        application was started
     */
    TailServerSettings file(Path file);

    /**
     * The host name or IP address to listen on.
     */
    String host();

    TailServerSettings host(String host);

    /**
     * The TCP port to listen on.
     */
    int port();

    /**
     * @param port from 1 to 65535, or 0 for a free one; other values fail the start
     */
    TailServerSettings port(int port);
}
