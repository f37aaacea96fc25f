package io.quarkiverse.tailsrv.runtime.server;

import org.jboss.logging.Logger;

/**
 * Says once that there are as many connections as there may be, and not for each client that comes and is turned away.
 */
final class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class.getPackageName());

    private final String subject;
    private final Episodes episodes = new Episodes();

    Refusals(String subject) {
        this.subject = subject;
    }

    void add(ConnectionLimit reached) {
        if (episodes.begins()) {
            LOG.warnf(
                    "%s: \"%d\" connections are open, %s; new clients are turned away until one of them ends; raise it, or end"
                            + " clients that do not read by stall-timeout",
                    reached.isOwn() ? subject : "ulimit -n", reached.max(),
                    reached.isOwn() ? "which is the limit"
                            : "which is what the limit of file descriptors leaves for the clients of all servers together");
        }
    }
}
