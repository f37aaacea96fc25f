package io.quarkiverse.tailsrv.runtime.admission;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.report.Episodes;
import io.quarkiverse.tailsrv.runtime.report.ServerEvents;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

/**
 * Counts the clients of one server against its connection limit, and logs when the limit is reached. For any thread.
 */
public final class Entrance {

    private static final AsyncLog LOG = AsyncLog.of(Entrance.class);

    private final String property;
    private final ConnectionLimit limit;
    private final ServerStatistics statistics;
    private final ServerEvents events;
    private final Episodes full = new Episodes();

    public Entrance(ServerOptions options, ConnectionLimit limit, ServerStatistics statistics, ServerEvents events) {
        this.property = options.property("max-connections");
        this.limit = limit;
        this.statistics = statistics;
        this.events = events;
    }

    /** @return whether there was room; then the client is counted until {@link #leave} */
    public boolean enter(SocketAddress client) {
        ConnectionLimit reached = limit.acquire();
        if (reached != null) {
            refuse(RefusalReason.MAX_CONNECTIONS, client);
            if (full.begins()) { // not for each client that is turned away
                warn(reached);
                events.full(reached.max());
            }
        }
        return reached == null;
    }

    /** Counts a client that had entered, and was refused before it was served. */
    public void refuse(RefusalReason reason, SocketAddress client) {
        statistics.refusedAtPort(reason);
        events.refused(reason, client instanceof InetSocketAddress address ? address : null);
    }

    public void leave() {
        limit.release();
    }

    private void warn(ConnectionLimit reached) {
        LOG.warnf(
                "%s: %d connections are open, %s; new clients are turned away until one of them ends; raise it, or set"
                        + " stall-timeout to end clients that do not read",
                reached.isOwn() ? property : "ulimit -n", reached.max(),
                reached.isOwn() ? "which is the limit"
                        : "which is all that the limit of file descriptors leaves for the clients of all servers");
    }
}
