package io.quarkiverse.tailsrv.runtime.connection;

import java.time.Instant;

import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.TailConnection;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * Counts one connection's bytes and fires its events, from the time it has said where to start. Its event loop writes, any
 * thread reads.
 */
final class ConnectionAccount {

    private final Connection connection;
    private final ConnectionGroup group;
    private final Chase chase;
    private final long id;
    private final long start;
    private final long since = System.currentTimeMillis();
    private volatile long sent;

    /**
     * @param chase already at its first position
     */
    ConnectionAccount(Connection connection, ConnectionGroup group, Chase chase) {
        this.connection = connection;
        this.group = group;
        this.chase = chase;
        this.id = group.openConnections().nextId();
        this.start = chase.position();
    }

    void open() {
        group.openConnections().add(id, this);
        group.traffic().opened();
        group.openConnections().events().opened(snapshot());
    }

    void sent(TransferPath path, long bytes) {
        sent += bytes;
        group.traffic().sent(path, bytes);
    }

    void close(CloseReason reason) {
        TailConnection last = snapshot();
        group.openConnections().remove(id);
        chase.explain(reason, why -> {
            group.traffic().closed(why);
            group.openConnections().events().closed(last, why);
        });
    }

    /** Ends the connection on behalf of the application. For any thread. */
    void end() {
        group.eventLoop().execute(() -> connection.end(CloseReason.APPLICATION));
    }

    /** How many published bytes are not sent yet. For any thread. */
    long lag() {
        return chase.lag();
    }

    /** For any thread. */
    TailConnection snapshot() {
        return new TailConnection(id, connection.address, start, chase.position(), chase.lag(), sent,
                Instant.ofEpochMilli(since));
    }
}
