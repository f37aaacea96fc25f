package io.quarkiverse.tailsrv.runtime.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import io.netty.channel.EventLoop;
import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.runtime.transfer.Transfer;

/**
 * A server's connections on one event loop. All methods but {@link #wake()}, {@link #drain()} and {@link #close()} belong to
 * that event loop.
 */
final class ConnectionGroup {

    /** How many connections are pumped in one turn of the event loop. */
    private static final int TURN = 256;

    private final EventLoop eventLoop;
    private final SocketTransport transport;
    private final ServerContext context;
    private final Traffic traffic;
    private final StallWatch stalls;
    private final Turns<Connection> turns;
    private final Transfer transfer;
    private final List<Connection> members = new ArrayList<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile int size;
    private boolean draining;
    private boolean pumping;
    private boolean pumpAgain;
    private long wokenAt;
    private long pumpedSince;

    ConnectionGroup(EventLoop eventLoop, SocketTransport transport, Transfer transfer, ServerContext context) {
        this.eventLoop = eventLoop;
        this.transport = transport;
        this.transfer = transfer;
        this.context = context;
        this.traffic = context.statistics().on(eventLoop);
        this.turns = new Turns<>(eventLoop, connection -> safely(connection, Connection::takeTurn));
        this.stalls = new StallWatch(eventLoop, context.options().stallTimeout(),
                () -> forEach(Connection::endIfStalled));
    }

    /**
     * There may be something new to send: one task however often this is called before it runs, and none for nobody. A
     * connection joins before it first looks at what there is, so it can't miss what is published in between.
     */
    void wake() {
        if (size > 0 && woken.compareAndSet(false, true)) {
            wokenAt = System.nanoTime();
            eventLoop.execute(this::pump);
        }
    }

    /**
     * Sends what has been published so far and then ends each connection.
     *
     * @return completed on the event loop once none is left
     */
    CompletableFuture<Void> drain() {
        eventLoop.execute(() -> {
            draining = true;
            forEach(Connection::drain);
            completeIfDrained();
        });
        return drained;
    }

    /** Closes all connections at once. */
    void close() {
        eventLoop.execute(() -> forEach(connection -> connection.close(CloseReason.STOP)));
    }

    /**
     * @return false if the server is stopping: the connection is not wanted any more
     */
    boolean add(Connection connection) {
        if (draining) {
            return false;
        }
        connection.index = members.size();
        members.add(connection);
        size = members.size();
        stalls.start();
        return true;
    }

    void remove(Connection connection) {
        int last = members.size() - 1;
        Connection moved = members.remove(last);
        if (moved != connection) {
            members.set(connection.index, moved);
            moved.index = connection.index;
        }
        size = last;
        if (last == 0) {
            stalls.stop();
            transfer.close();
        }
        completeIfDrained();
    }

    /** Has a connection that has more to send do so when it is its turn. */
    void awaitTurn(Connection connection) {
        turns.add(connection);
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    Transfer transfer() {
        return transfer;
    }

    SocketTransport transport() {
        return transport;
    }

    ServerContext context() {
        return context;
    }

    Traffic traffic() {
        return traffic;
    }

    private void completeIfDrained() {
        if (draining && members.isEmpty()) {
            transfer.close();
            drained.complete(null);
        }
    }

    private void pump() {
        long since = wokenAt;
        woken.set(false);
        if (pumping) {
            pumpAgain = true;
        } else {
            pumping = true;
            pumpedSince = since;
            pump(members.size());
        }
    }

    /** Those before the given place, others' tasks in between. */
    private void pump(int before) {
        int from = Math.max(0, before - TURN);
        backwards(before, from, Connection::wake);
        if (from > 0) {
            Turns.afterOthers(eventLoop, () -> pump(from));
        } else if (pumpAgain) {
            pumpAgain = false;
            Turns.afterOthers(eventLoop, () -> pump(members.size()));
        } else {
            pumping = false;
            traffic.delivered(System.nanoTime() - pumpedSince);
        }
    }

    private void forEach(Consumer<Connection> action) {
        backwards(members.size(), 0, action);
    }

    /** From the last to the first, since a connection that is removed meanwhile leaves its place to the last one. */
    private void backwards(int before, int from, Consumer<Connection> action) {
        for (int i = Math.min(before, members.size()) - 1; i >= from; i--) {
            safely(members.get(i), connection -> {
                action.accept(connection);
                return 0;
            });
        }
    }

    private static long safely(Connection connection, ToLongFunction<Connection> action) {
        try {
            return action.applyAsLong(connection);
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) { // out of direct memory, or of descriptors
            connection.fail(e);
            return 0;
        }
    }
}
