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

    private final String client;
    private boolean failing;
    private boolean connected; // since it is failing, without a byte
    private boolean turnedAway; // since it is failing, at least once

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
        } else if (event instanceof TailClientConnected && !turnedAway) {
            tellOfConnection();
        } else if (event instanceof TailGenerationChanged changed) {
            LOG.infof("Tail client \"%s\": the server has another file (%s). The earlier one was read up to offset %s; if"
                    + " more was written to it while the client was not connected, that is missing", client,
                    changed.reason(), changed.lastOffset());
        }
    }

    /** The server has sent bytes of the file. */
    void received() {
        tellOfConnection();
        failing = false;
        connected = false;
        turnedAway = false;
    }

    private void tellOfFailure(String reason) {
        if (!failing) {
            failing = true;
            LOG.warnf("Tail client \"%s\": is not connected (%s); it is tried again", client, reason);
        } else if (connected) {
            connected = false;
            turnedAway = true;
            LOG.warnf("Tail client \"%s\": its connections end before a byte has come (%s); it is tried again", client,
                    reason);
        }
    }

    private void tellOfConnection() {
        if (failing && !connected) {
            connected = true;
            LOG.infof("Tail client \"%s\": is connected", client);
        }
    }
}
