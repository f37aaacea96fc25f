package io.quarkiverse.tailsrv;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;

/**
 * All servers of the application. Injectable. The methods may be called from any thread and never block.
 */
public interface TailServers extends Iterable<TailServer> {

    /**
     * All active servers that have a file, sorted by name. Servers that were stopped at run time are included. Empty until the
     * application has started its servers. The list is a snapshot and can't be changed.
     */
    List<TailServer> all();

    /**
     * The server of that name, {@code <default>} for the one without a name. Empty if there is none.
     */
    Optional<TailServer> find(String name);

    /**
     * Adds a server and starts it. It is like one of the configuration, with events, health and metrics, but is not there again
     * after a restart of the application. To be injected, a server must be known when the application is built: use
     * {@link #find} for one that is added.
     * <p>
     * What the customizer does not set has the value that is configured for this name or, without one, the value that is
     * configured for all servers. The port is 0, a free one, unless {@code quarkus.tailsrv."name".port} is set. Two servers
     * never have the same name: while there is one,
     * adding another one fails. While one of that name is being removed, this waits until it has stopped.
     *
     * @param name the server's name, also for {@link #remove}
     * @param customizer sets at least the file; it is called on a thread that may block
     * @return starts when it is subscribed to, and adds a server for each subscription. The item comes, on any thread, when the
     *         port is open and the file was looked at. Fails with a
     *         {@link io.quarkus.runtime.configuration.ConfigurationException} if a setting can't be used or the port can't be
     *         opened, with an {@link IllegalStateException} if there is a server of that name, or the application has not
     *         started its servers yet or is about to end, with a {@link java.util.concurrent.TimeoutException} if it takes
     *         more than 10 seconds, and with what the customizer throws. Then, and if the subscription is cancelled
     *         before the server is there, there is no such server.
     */
    @CheckReturnValue
    Uni<TailServer> add(String name, TailServerCustomizer customizer);

    /**
     * Removes a server, whether it was added or configured. From now on {@link #find}, health and metrics do not know it, and
     * {@link TailServer#start()} fails for whoever still has it. Its clients are treated as by {@link TailServer#stop()}.
     * Nothing happens if there is no server of that name.
     *
     * @return starts when it is subscribed to. Completed, on any thread, when the server has stopped, at the latest 10 seconds
     *         after its {@code shutdown-timeout}: then with a {@link java.util.concurrent.TimeoutException}
     */
    @CheckReturnValue
    Uni<Void> remove(String name);

    /** Over {@link #all()}. */
    @Override
    default Iterator<TailServer> iterator() {
        return all().iterator();
    }
}
