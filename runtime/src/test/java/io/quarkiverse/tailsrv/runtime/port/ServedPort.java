package io.quarkiverse.tailsrv.runtime.port;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.runtime.admission.ConnectionLimit;
import io.quarkiverse.tailsrv.runtime.admission.Entrance;
import io.quarkiverse.tailsrv.runtime.connection.ConnectionGroup;
import io.quarkiverse.tailsrv.runtime.connection.ConnectionHandler;
import io.quarkiverse.tailsrv.runtime.connection.OpenConnections;
import io.quarkiverse.tailsrv.runtime.connection.ServedFile;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.follower.SettableGeneration;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.options.TestOptions;
import io.quarkiverse.tailsrv.runtime.report.ServerEvents;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;
import io.quarkiverse.tailsrv.runtime.socket.ClientSocket;
import io.quarkiverse.tailsrv.runtime.socket.EventLoops;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkiverse.tailsrv.runtime.tls.Tls;
import io.quarkiverse.tailsrv.runtime.transfer.Transfer;
import io.quarkiverse.tailsrv.runtime.transfer.Warmer;
import io.vertx.core.Vertx;

/**
 * A port as a server has it, with real connections behind it, to which all bytes are there from the start.
 */
final class ServedPort implements ServedFile, AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final SettableGeneration generation;
    private final ServerStatistics statistics;
    private final Map<EventLoop, ConnectionGroup> groups = new IdentityHashMap<>();
    private final List<EventLoop> eventLoops = new CopyOnWriteArrayList<>();
    private final ConnectionLimit limit;
    private final TailPort port;

    /**
     * @param settings beside a free port of 127.0.0.1
     */
    ServedPort(Vertx vertx, byte[] content, String... settings) throws IOException {
        this(vertx, content, null, settings);
    }

    ServedPort(Vertx vertx, byte[] content, Tls tls, String... settings) throws IOException {
        generation = new SettableGeneration(content);
        generation.publish(content.length);
        EventLoops all = new EventLoops(vertx);
        statistics = new ServerStatistics();
        ServerOptions options = options(settings);
        limit = new ConnectionLimit(options.maxConnections(), null);
        ServerEvents events = new ServerEvents(null, event -> {
        });
        Entrance entrance = new Entrance(options, limit, statistics, events);
        OpenConnections connections = new OpenConnections(statistics, events);
        SocketTransport transport = SocketTransport.of(vertx, all);
        Warmer warmer = new Warmer();
        for (EventLoop eventLoop : all) {
            groups.put(eventLoop, new ConnectionGroup(eventLoop, transport, new Transfer(tls != null, warmer),
                    options, connections));
        }
        port = new PortFactory(vertx, groups.size()).create(new PortOptions(options, transport, tls, List.of()),
                entrance, this::handler);
    }

    private static ServerOptions options(String... settings) {
        String[] all = new String[settings.length + 4];
        System.arraycopy(new String[] { "host", "127.0.0.1", "port", "0" }, 0, all, 0, 4);
        System.arraycopy(settings, 0, all, 4, settings.length);
        return TestOptions.of(all);
    }

    private ChannelHandler handler(ClientSocket client) {
        eventLoops.add(client.eventLoop());
        return new ConnectionHandler(this, groups.get(client.eventLoop()), client);
    }

    /** @return the number of the port */
    int open() throws Exception {
        try {
            return port.open().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    TailPort port() {
        return port;
    }

    /** Returns once the accepting thread looks at clients, after one has been served. */
    void awaitAcceptor() throws Exception {
        port.acceptor().listening().get(PATIENCE_SECONDS, TimeUnit.SECONDS).eventLoop().submit(() -> {
            // behind this, the handler that was added is called
        }).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Of each client that was let in. */
    List<EventLoop> eventLoops() {
        return eventLoops;
    }

    /** Whether one more client would be let in. */
    boolean hasRoom() {
        boolean room = limit.acquire() == null;
        if (room) {
            limit.release();
        }
        return room;
    }

    long refused(RefusalReason reason) {
        return statistics.refused(reason);
    }

    @Override
    public void ask(Runnable answer) {
        answer.run();
    }

    @Override
    public void forget(Runnable answer) {
        // it has been given
    }

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public FileGeneration retainCurrent() {
        return generation.get().retain() ? generation.get() : null;
    }

    @Override
    public void unreadable(Throwable cause) {
        throw new AssertionError(cause);
    }

    /** Closes the port, and all connections. */
    @Override
    public void close() throws IOException {
        try {
            port.close().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            groups.values().forEach(ConnectionGroup::close);
            for (ConnectionGroup group : groups.values()) {
                group.drain().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
        generation.close();
    }
}
