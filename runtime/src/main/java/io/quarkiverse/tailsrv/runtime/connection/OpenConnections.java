package io.quarkiverse.tailsrv.runtime.connection;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkiverse.tailsrv.TailConnection;
import io.quarkiverse.tailsrv.runtime.report.ServerEvents;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;

/**
 * A server's open connections that have said where to start, by id, with the server's statistics and events. For any thread.
 */
public final class OpenConnections {

    private final ServerStatistics statistics;
    private final ServerEvents events;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, ConnectionAccount> byId = new ConcurrentHashMap<>();

    public OpenConnections(ServerStatistics statistics, ServerEvents events) {
        this.statistics = statistics;
        this.events = events;
    }

    public ServerStatistics statistics() {
        return statistics;
    }

    public ServerEvents events() {
        return events;
    }

    long nextId() {
        return lastId.incrementAndGet();
    }

    void add(long id, ConnectionAccount connection) {
        byId.put(id, connection);
    }

    void remove(long id) {
        byId.remove(id);
    }

    /** Ends a connection on behalf of the application. Nothing happens if it has already ended or belongs to another server. */
    public void end(TailConnection connection) {
        ConnectionAccount open = byId.get(connection.id());
        if (open != null && open.snapshot().remoteAddress().equals(connection.remoteAddress())) {
            open.end();
        }
    }

    /** Ends the connection of that id, for the application. Does nothing if there is none. */
    public void end(long id) {
        ConnectionAccount open = byId.get(id);
        if (open != null) {
            open.end();
        }
    }

    public int count() {
        return byId.size();
    }

    public long largestLag() {
        return byId.values().stream().mapToLong(ConnectionAccount::lag).max().orElse(0);
    }

    public List<TailConnection> snapshot() {
        return byId.values().stream().map(ConnectionAccount::snapshot).toList();
    }
}
