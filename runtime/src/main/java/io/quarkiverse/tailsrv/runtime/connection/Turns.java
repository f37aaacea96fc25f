package io.quarkiverse.tailsrv.runtime.connection;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import io.netty.channel.EventLoop;

/**
 * Lets connections that may have more to send take turns. After {@link #BYTES} bytes the event loop first serves its other
 * sockets, for example those of HTTP.
 */
final class Turns<T> {

    private static final int BYTES = 1 << 19;

    /** Yields after about 4 MiB: rare enough to cost little, often enough for threads that wait for a CPU. */
    private static final int YIELD_EVERY = 8;

    private final EventLoop eventLoop;
    private final ToLongFunction<T> turn;
    private final Queue<T> waiting = new ArrayDeque<>();
    private boolean due;
    private int taken;

    /**
     * @param turn returns the number of bytes that it has begun to send; must not throw
     */
    Turns(EventLoop eventLoop, ToLongFunction<T> turn) {
        this.eventLoop = eventLoop;
        this.turn = turn;
    }

    void add(T connection) {
        waiting.add(connection);
        if (!due) {
            due = true;
            try {
                eventLoop.execute(this::take);
            } catch (RuntimeException | OutOfMemoryError e) {
                take(); // otherwise they would wait for ever
            }
        }
    }

    private void take() {
        do {
            long begun = 0;
            while (begun < BYTES && !waiting.isEmpty()) {
                begun += turn.applyAsLong(waiting.remove());
            }
            due = !waiting.isEmpty();
            if (due && ++taken % YIELD_EVERY == 0) {
                Thread.yield(); // on few CPUs, a thread that is always busy keeps others waiting for milliseconds
            }
        } while (due && !afterOthers(eventLoop, this::take));
    }

    /**
     * Runs a task after sockets have been served. {@link EventLoop#execute} would run up to 64 tasks before that.
     *
     * @return false if the event loop can't keep the task, for example without memory: then it is for the caller to go on, or
     *         those that it is for would wait for ever
     */
    static boolean afterOthers(EventLoop eventLoop, Runnable task) {
        try {
            eventLoop.schedule(task, 0, TimeUnit.NANOSECONDS);
            return true;
        } catch (RuntimeException | OutOfMemoryError e) {
            return false;
        }
    }
}
