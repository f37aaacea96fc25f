package io.quarkiverse.tailsrv.runtime.messaging.line;

import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.quarkiverse.tailsrv.client.TailLine;

/**
 * The lines from the first one that is not acknowledged to the last one that was delivered, at most a fixed number. Lines have
 * numbers from 1. For any thread: acknowledgements come in any order.
 */
final class InFlight {

    private final Consumer<TailLine> listener;

    /** A ring: line n is at n modulo its length, and so is its bit. */
    private final TailLine[] lines;
    private final BitSet acknowledged;

    private long first = 1; // not acknowledged; all before it are
    private long next = 1;

    /**
     * @param max how many lines there may be
     * @param listener told of each line up to which all are acknowledged, in order. It must not block.
     */
    InFlight(int max, Consumer<TailLine> listener) {
        this.listener = listener;
        this.lines = new TailLine[max];
        this.acknowledged = new BitSet(max);
    }

    /** @return the line's number */
    synchronized long add(TailLine line) {
        if (next - first == lines.length) {
            throw new IllegalStateException("A line more than was requested: " + lines.length + " are in flight");
        }
        lines[slot(next)] = line;
        return next++;
    }

    /** The number of the line up to which all are acknowledged; 0 for none. */
    synchronized long acknowledged() {
        return first - 1;
    }

    /**
     * Nothing is done for a line that was acknowledged before.
     *
     * @return {@link #acknowledged()}
     */
    synchronized long acknowledge(long number) {
        if (number >= first) {
            acknowledged.set(slot(number));
            if (number == first) {
                advance();
            }
        }
        return first - 1;
    }

    private void advance() {
        TailLine last = null;
        while (first < next && acknowledged.get(slot(first))) {
            int slot = slot(first++);
            acknowledged.clear(slot);
            last = lines[slot];
            lines[slot] = null;
        }
        listener.accept(last);
        if (first == next) {
            notifyAll();
        }
    }

    private int slot(long number) {
        return (int) (number % lines.length);
    }

    /** Waits until all lines are acknowledged, but no longer than this. */
    synchronized void awaitNone(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long left;
        while (first < next && (left = end - System.nanoTime()) > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
