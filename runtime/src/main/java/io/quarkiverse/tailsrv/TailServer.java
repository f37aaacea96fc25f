package io.quarkiverse.tailsrv;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A server of one growing file, as configured by {@code quarkus.tailsrv.*}, or added by {@link TailServers#add}.
 * <p>
 * The server without a name is injected without a qualifier, a named one with {@link TailServerName}, and all of them with
 * {@link TailServers}. All methods may be called from any thread. None blocks. Returned values are snapshots, which may be
 * outdated at once.
 */
public interface TailServer {

    /**
     * The name of the server in the configuration, or that it was added with; {@code <default>} for the one without a name.
     */
    String name();

    /**
     * The absolute path of the file, which need not exist. With a pattern, that of the file which was chosen last, even if it
     * is gone; the pattern itself as long as there has been none, and while the server is stopped.
     */
    Path file();

    /**
     * The configured host name or IP address to listen on.
     */
    String host();

    /**
     * The TCP port that the server listens on. If the configured port is 0, this is the port that the system chose. While the
     * server is stopped: the last port it listened on, or the configured one if it never listened.
     */
    int port();

    /**
     * Whether the port is open, and whether there is a file to serve.
     */
    TailServerState state();

    /**
     * What keeps the file from being served, in a few words for an operator. Empty if the file is served, or does not exist yet
     * (then clients wait for it). While the server is stopped: why the last {@link #start()} failed, or empty if it did not
     * fail.
     */
    Optional<String> problem();

    /**
     * How many bytes of the current file are served, as of the last look at it; 0 while there is no file.
     */
    long length();

    /**
     * The number of the file that is served: 1 for the first file since the application was started, 2 for the next, and so on;
     * 0 while there is no file. No number is used twice: after {@link #stop()} and {@link #start()} the same file has the next
     * number.
     */
    long generation();

    /**
     * The clients that have said where to start, in no particular order. Clients that have not said it yet, or were refused,
     * are not included, nor are those that wait for a look at the file, for example since its file system hangs. The list is a
     * snapshot and can't be changed.
     */
    List<TailConnection> connections();

    /**
     * Ends a connection with a FIN, however far it has got, and returns at once. The client may not receive everything that was
     * sent to it. Nothing happens if the connection has already ended or belongs to another server.
     */
    void close(TailConnection connection);

    /**
     * As {@link #close(TailConnection)}, by the connection's {@link TailConnection#id()}. Nothing happens if there is none.
     */
    void close(long id);

    /**
     * Closes the port, sends each client what has been published of the file, and ends its connection. A client that does not
     * read all of it within {@code shutdown-timeout} is closed, too. Nothing happens if the server is already stopped. A
     * {@link #start()} that is under way is completed first.
     *
     * @return completed, on any thread, when the server has stopped
     */
    CompletionStage<Void> stop();

    /**
     * Opens the port and serves the file, as a new {@link #generation()}. Nothing happens if the server is already started. A
     * {@link #stop()} that is under way is completed first. With {@code port=0} the port may be another one than before.
     *
     * @return completed, on any thread, when the port is open, or with an
     *         {@link io.quarkus.runtime.configuration.ConfigurationException} if it can't be opened, or with an
     *         {@link IllegalStateException} if the application is shutting down, or the server was removed
     */
    CompletionStage<Void> start();
}
