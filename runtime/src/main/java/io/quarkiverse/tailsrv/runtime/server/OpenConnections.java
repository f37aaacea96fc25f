package io.quarkiverse.tailsrv.runtime.server;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkiverse.tailsrv.TailConnection;

/**
 * A server's connections that have said where to start, by a number that each of them has for itself. For any thread.
 */
final class OpenConnections {

    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, Connection> byId = new ConcurrentHashMap<>();

    long nextId() {
        return lastId.incrementAndGet();
    }

    void add(long id, Connection connection) {
        byId.put(id, connection);
    }

    void remove(long id) {
        byId.remove(id);
    }

    Connection find(long id) {
        return byId.get(id);
    }

    int count() {
        return byId.size();
    }

    long largestLag() {
        return byId.values().stream().mapToLong(Connection::lag).max().orElse(0);
    }

    List<TailConnection> snapshot() {
        return byId.values().stream().map(Connection::snapshot).toList();
    }
}
