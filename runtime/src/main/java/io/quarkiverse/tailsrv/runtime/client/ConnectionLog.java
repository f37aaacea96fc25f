package io.quarkiverse.tailsrv.runtime.client;

import io.quarkiverse.tailsrv.client.TailClientConnected;
import io.quarkiverse.tailsrv.client.TailClientDisconnected;
import io.quarkiverse.tailsrv.client.TailClientEvent;
import io.quarkiverse.tailsrv.client.TailGenerationChanged;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

/**
 * What the log has of a stream: of tries in a row that fail, the first one only, and nothing of a connection that is opened
 * again at once; each event at level DEBUG. Belongs to the stream's event loop.
 */
final class ConnectionLog {

    private static final AsyncLog LOG = AsyncLog.of(ConnectionLog.class);

    /** What was told last. */
    private enum Told {
        NOTHING,
        FAILURE,
        CONNECTION, // after a failure, without a byte yet
        TURNED_AWAY // such connections end without a byte
    }

    private final String client;
    private Told told = Told.NOTHING;

    ConnectionLog(String client) {
        this.client = client;
    }

    /**
     * @param failures how many tries in a row have failed
     */
    void write(TailClientEvent event, int failures) {
        LOG.debugf("%s", event);
        if (event instanceof TailClientDisconnected disconnected && failures > 0) {
            tellOfFailure(disconnected.reason());
        } else if (event instanceof TailClientConnected && told == Told.FAILURE) {
            tellOfConnection();
        } else if (event instanceof TailGenerationChanged changed) {
            LOG.infof("Tail client \"%s\": the server has another file (%s). The earlier one was read up to offset %s; if"
                    + " more was written to it while the client was not connected, that is missing", client,
                    changed.reason(), changed.lastOffset());
        }
    }

    /** The server has sent bytes of the file. */
    void received() {
        if (told == Told.FAILURE || told == Told.TURNED_AWAY) {
            tellOfConnection();
        }
        told = Told.NOTHING;
    }

    private void tellOfFailure(String reason) {
        if (told == Told.NOTHING) {
            told = Told.FAILURE;
            LOG.warnf("Tail client \"%s\": is not connected (%s); it is tried again", client, reason);
        } else if (told == Told.CONNECTION) {
            told = Told.TURNED_AWAY;
            LOG.warnf("Tail client \"%s\": its connections end before a byte has come (%s); it is tried again", client,
                    reason);
        }
    }

    private void tellOfConnection() {
        told = Told.CONNECTION;
        LOG.infof("Tail client \"%s\": is connected", client);
    }
}
