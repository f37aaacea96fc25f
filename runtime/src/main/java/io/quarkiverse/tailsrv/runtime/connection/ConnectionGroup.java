package io.quarkiverse.tailsrv.runtime.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import io.netty.channel.EventLoop;
import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.input.InputAllowance;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.report.Episodes;
import io.quarkiverse.tailsrv.runtime.report.Traffic;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;
import io.quarkiverse.tailsrv.runtime.transfer.Transfer;

/**
 * A server's connections on one event loop. Of what changes something, only {@link #wake()}, {@link #arrived},
 * {@link #drain()} and {@link #close()} may be called from other threads.
 */
public final class ConnectionGroup {

    private static final AsyncLog LOG = AsyncLog.of(ConnectionGroup.class);

    /** How many connections are pumped before other tasks of the event loop run. */
    private static final int TURN = 256;

    private final EventLoop eventLoop;
    private final SocketTransport transport;
    private final ServerOptions options;
    private final OpenConnections connections;
    private final Traffic traffic;
    private final StallWatch stalls;
    private final Turns<Connection> turns;
    private final Transfer transfer;
    private final List<Connection> members = new ArrayList<>();
    private final InputAllowance inputAllowance = new InputAllowance();
    private final InputAllowance farewellAllowance = new InputAllowance();
    private final Episodes failures = new Episodes();
    private final AtomicBoolean woken = new AtomicBoolean();

    /** The first file that has come since those who wait for one were last woken, retained; or null. */
    private final AtomicReference<FileGeneration> arrived = new AtomicReference<>();

    /** What {@link #arrived} was when the present wake-up began; released at its end. */
    private FileGeneration awaited;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile int size;
    private boolean draining;
    private boolean pumping;
    private boolean pumpAgain;
    private long wokenAt;
    private long pumpedSince;

    public ConnectionGroup(EventLoop eventLoop, SocketTransport transport, Transfer transfer, ServerOptions options,
            OpenConnections connections) {
        this.eventLoop = eventLoop;
        this.transport = transport;
        this.transfer = transfer;
        this.options = options;
        this.connections = connections;
        this.traffic = connections.statistics().on(eventLoop);
        this.turns = new Turns<>(eventLoop, connection -> safely(connection, Connection::takeTurn));
        this.stalls = new StallWatch(eventLoop, options.stallTimeout(),
                () -> forEach(Connection::endIfStalled));
    }

    /**
     * Tells all connections that there may be something new to send. Several calls before the task runs need one task, an empty
     * group none unless a file has come. A connection joins the group before it first reads the limit, so it misses nothing.
     */
    public void wake() {
        if ((size > 0 || arrived.get() != null) && woken.compareAndSet(false, true)) {
            wokenAt = System.nanoTime();
            try {
                eventLoop.execute(this::pump);
            } catch (RuntimeException | OutOfMemoryError e) {
                woken.set(false); // otherwise it would not be woken any more
                throw e;
            }
        }
    }

    /**
     * A file has come. Those who wait for one get it when they are next woken, also if it has been replaced by then. For any
     * thread.
     */
    public void arrived(FileGeneration generation) {
        if (size > 0 && generation.retain() && !arrived.compareAndSet(null, generation)) {
            generation.release();
        }
    }

    /** The file that has come for those who waited, retained for the caller, or null. */
    FileGeneration retainArrived() {
        FileGeneration first = awaited == null ? arrived.get() : awaited;
        return first != null && first.retain() ? first : null;
    }

    /**
     * Sends what has been published so far, then ends each connection.
     *
     * @return completed on the event loop when none is left
     */
    public CompletableFuture<Void> drain() {
        if (eventLoop.inEventLoop()) { // at once: somebody may be about to join
            drainNow();
        } else {
            eventLoop.execute(this::drainNow);
        }
        return drained;
    }

    private void drainNow() {
        draining = true;
        forEach(Connection::drain);
        completeIfDrained();
    }

    /** Closes all connections at once. */
    public void close() {
        eventLoop.execute(() -> forEach(connection -> connection.close(CloseReason.STOP)));
    }

    /**
     * @return false if the server is stopping and takes no more connections
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

    /** Queues a connection that may have more to send for its turn. */
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

    InputAllowance inputAllowance() {
        return inputAllowance;
    }

    /** Apart from that of the others, so that what a client has sent is read away before it is closed. */
    InputAllowance farewellAllowance() {
        return farewellAllowance;
    }

    boolean isDraining() {
        return draining;
    }

    ServerOptions options() {
        return options;
    }

    OpenConnections openConnections() {
        return connections;
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
            awaited = arrived.getAndSet(null);
            pump(members.size());
        }
    }

    /** Pumps the connections before the given index, in batches with other tasks in between. */
    private void pump(int before) {
        int next = before;
        do {
            next = pumpBatch(next);
        } while (pumping && !pumpAfterOthers(next));
    }

    private boolean pumpAfterOthers(int before) {
        return Turns.afterOthers(eventLoop, () -> pump(before));
    }

    /** @return before which index to go on, unless this was the last batch */
    private int pumpBatch(int before) {
        int from = Math.max(0, before - TURN);
        backwards(before, from, Connection::wake);
        if (from > 0) {
            return from;
        }
        letGoOfAwaited();
        awaited = arrived.getAndSet(null);
        if (pumpAgain || awaited != null) {
            pumpAgain = false;
            return members.size();
        }
        pumping = false;
        traffic.delivered(System.nanoTime() - pumpedSince);
        return 0;
    }

    private void letGoOfAwaited() {
        try {
            if (awaited != null) {
                awaited.release();
            }
        } catch (RuntimeException | OutOfMemoryError e) { // closing a file may take a thread, and nobody would be woken any more
            LOG.errorf(e, "Generation %d was not closed", awaited.number());
        }
    }

    private void forEach(Consumer<Connection> action) {
        backwards(members.size(), 0, action);
    }

    /** From the last to the first: if a connection is removed meanwhile, the last one moves to its index. */
    private void backwards(int before, int from, Consumer<Connection> action) {
        for (int i = Math.min(before, members.size()) - 1; i >= from; i--) {
            safely(members.get(i), connection -> {
                action.accept(connection);
                return 0;
            });
        }
    }

    private long safely(Connection connection, ToLongFunction<Connection> action) {
        try {
            return action.applyAsLong(connection);
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) { // for example out of direct memory or descriptors
            if (failures.begins()) { // not for each connection that this happens to
                LOG.errorf(e, "%s: failed at %s", connection, connection.position());
            }
            connection.close(CloseReason.ERROR);
            return 0;
        }
    }
}
