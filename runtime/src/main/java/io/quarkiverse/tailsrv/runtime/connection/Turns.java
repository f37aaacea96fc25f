package io.quarkiverse.tailsrv.runtime.connection;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import io.netty.channel.EventLoop;

/**
 * Lets connections that have more to send take turns, so much between two looks of the event loop at all its sockets: others
 * that it serves, HTTP for example, wait for so much at the longest, and not for all who catch up.
 */
final class Turns<T> {

    private static final int BYTES = 1 << 19;

    /** After 4 MiB or more: so rarely that it costs next to nothing, yet often enough for who waits for a CPU. */
    private static final int YIELD_EVERY = 8;

    private final EventLoop eventLoop;
    private final ToLongFunction<T> turn;
    private final Queue<T> waiting = new ArrayDeque<>();
    private boolean due;
    private int taken;

    /**
     * @param turn returns how many bytes it has begun to send; throws nothing
     */
    Turns(EventLoop eventLoop, ToLongFunction<T> turn) {
        this.eventLoop = eventLoop;
        this.turn = turn;
    }

    void add(T connection) {
        waiting.add(connection);
        if (!due) {
            due = true;
            eventLoop.execute(this::take);
        }
    }

    private void take() {
        long begun = 0;
        while (begun < BYTES && !waiting.isEmpty()) {
            begun += turn.applyAsLong(waiting.remove());
        }
        due = !waiting.isEmpty();
        if (due) {
            if (++taken % YIELD_EVERY == 0) {
                Thread.yield(); // where CPUs are few, threads that are always busy keep the others waiting for milliseconds
            }
            afterOthers(eventLoop, this::take);
        }
    }

    /** Not by {@link EventLoop#execute}: up to 64 such tasks are run before sockets are looked at again. */
    static void afterOthers(EventLoop eventLoop, Runnable task) {
        eventLoop.schedule(task, 0, TimeUnit.NANOSECONDS);
    }
}
