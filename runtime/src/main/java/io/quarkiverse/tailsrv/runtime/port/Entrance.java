package io.quarkiverse.tailsrv.runtime.port;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.report.Episodes;
import io.quarkiverse.tailsrv.runtime.report.RefusalReason;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;

/**
 * Counts the clients of one server, and says when there are as many as there may be. For any thread.
 */
public final class Entrance {

    private static final Logger LOG = Logger.getLogger(Entrance.class.getPackageName());

    private final String property;
    private final ConnectionLimit limit;
    private final ServerStatistics statistics;
    private final Episodes full = new Episodes();

    public Entrance(ServerOptions options, ConnectionLimit limit, ServerStatistics statistics) {
        this.property = options.property("max-connections");
        this.limit = limit;
        this.statistics = statistics;
    }

    /** @return whether there is room for one more client, which {@link #leave} gives back */
    boolean enter() {
        ConnectionLimit reached = limit.acquire();
        if (reached != null) {
            statistics.refusedAtPort(RefusalReason.MAX_CONNECTIONS);
            if (full.begins()) { // not for each client that comes and is turned away
                warn(reached);
            }
        }
        return reached == null;
    }

    /** A client did not begin as a proxy does. */
    void refuseUnproxied() {
        statistics.refusedAtPort(RefusalReason.PROXY_HEADER);
    }

    /** To be called once for each client that has entered. */
    public void leave() {
        limit.release();
    }

    private void warn(ConnectionLimit reached) {
        LOG.warnf(
                "%s: %d connections are open, %s; new clients are turned away until one of them ends; raise it, or end clients"
                        + " that do not read by stall-timeout",
                reached.isOwn() ? property : "ulimit -n", reached.max(),
                reached.isOwn() ? "which is the limit"
                        : "which is what the limit of file descriptors leaves for the clients of all servers together");
    }
}
