package io.quarkiverse.tailsrv.runtime.server;

import org.jboss.logging.Logger;

/**
 * Says once that a file could not be read for a client, and not for each client that comes back for the same bytes.
 */
final class ReadFailures {

    private static final Logger LOG = Logger.getLogger(ReadFailures.class.getPackageName());

    private final String subject;
    private final Episodes episodes = new Episodes();

    ReadFailures(String subject) {
        this.subject = subject;
    }

    void add(Throwable cause) {
        if (episodes.begins()) {
            LOG.warnf("%s can't be read where clients are (%s); they are closed, and may come back with their offset", subject,
                    cause.getMessage());
        }
    }
}
