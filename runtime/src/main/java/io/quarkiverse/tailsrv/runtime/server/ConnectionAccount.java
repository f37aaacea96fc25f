package io.quarkiverse.tailsrv.runtime.server;

import java.net.InetSocketAddress;
import java.time.Instant;

import io.netty.channel.Channel;
import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.TailConnection;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * What is counted and told of one connection, from when it says where to start. Its event loop writes, any thread reads.
 */
final class ConnectionAccount {

    private final ServerContext server;
    private final Traffic traffic;
    private final InetSocketAddress remoteAddress;
    private final long id;
    private final long start;
    private final long since = System.currentTimeMillis();
    private volatile long sent;

    /**
     * @param connection has its start position
     */
    ConnectionAccount(ServerContext server, Traffic traffic, Channel channel, Connection connection) {
        this.server = server;
        this.traffic = traffic;
        this.remoteAddress = (InetSocketAddress) channel.remoteAddress();
        this.id = server.connections().nextId();
        this.start = connection.position();
    }

    void open(Connection connection) {
        server.connections().add(id, connection);
        traffic.opened();
        server.events().opened(snapshot(connection));
    }

    void sent(TransferPath path, long bytes) {
        sent += bytes;
        traffic.sent.add(path, bytes);
    }

    void close(Connection connection, CloseReason reason) {
        server.connections().remove(id);
        traffic.closed.add(reason, 1);
        server.events().closed(snapshot(connection), reason);
    }

    TailConnection snapshot(Connection connection) {
        return new TailConnection(id, remoteAddress, start, connection.position(), connection.lag(), sent,
                Instant.ofEpochMilli(since));
    }
}
