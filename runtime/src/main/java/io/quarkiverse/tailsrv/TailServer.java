package io.quarkiverse.tailsrv;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A server of one growing file, as configured by {@code quarkus.tailsrv.*}.
 * <p>
 * The one without a name can be injected as it is, a named one with {@link TailServerName}, all of them by way of
 * {@link TailServers}. All methods may be called from any thread and never block, but that {@link #start()} looks up a host's
 * name; what they return is as of now and may have
 * changed as soon as it is looked at.
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
     * The TCP port that it listens on: the one that the system chose if the configured port is 0. While the server is
     * stopped: the one that it listened on last, or as configured if it never did.
     */
    int port();

    /**
     * Whether the port is open, and whether there is a file to serve.
     */
    TailServerState state();

    /**
     * What keeps the file from being served, in a few words for an operator: empty if it is served, if it does not exist yet
     * (then clients wait for it), and while the server is stopped, unless its last {@link #start()} failed: then why.
     */
    Optional<String> problem();

    /**
     * How many bytes of the current file are served, as of the last look at it; 0 while there is none.
     */
    long length();

    /**
     * Which file it is that is served: 1 for the first one since the server was started, 2 for the one that took its place,
     * and so on; 0 while there is none.
     */
    long generation();

    /**
     * The clients that have said where to start, in no particular order; those that have yet to say it, and those that have
     * been refused, are not among them. The list does not change any more.
     */
    List<TailConnection> connections();

    /**
     * Ends a connection with a FIN, wherever it is, and returns at once; the client may have received less than was sent on
     * its way. Nothing happens if it has ended already, or is one of another server.
     */
    void close(TailConnection connection);

    /**
     * Closes the port, sends the clients what has been published of the file, and ends their connections, those that do not
     * read it within {@code shutdown-timeout} too. Nothing happens if it is stopped already. A {@link #start()} that is under
     * way is waited for.
     *
     * @return completed, on any thread, when all of it is done
     */
    CompletionStage<Void> stop();

    /**
     * Opens the port and begins to serve the file anew, with generation 1. Nothing happens if it is started already. A
     * {@link #stop()} that is under way is waited for. With {@code port=0} another port may be chosen.
     *
     * @return completed, on any thread, when the port is open, or with an
     *         {@link io.quarkus.runtime.configuration.ConfigurationException} if it can't be opened, or with an
     *         {@link IllegalStateException} if the application is about to end
     */
    CompletionStage<Void> start();
}
