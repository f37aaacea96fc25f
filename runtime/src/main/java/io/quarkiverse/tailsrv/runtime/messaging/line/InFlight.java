package io.quarkiverse.tailsrv.runtime.messaging.line;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.quarkiverse.tailsrv.client.TailLine;

/**
 * The lines from the first one that is not acknowledged to the last one that was delivered, at most a fixed number. Lines have
 * numbers from 1, and come and are acknowledged in batches. For any thread: acknowledgements come in any order.
 */
final class InFlight {

    private final Consumer<TailLine> listener;
    private final int largest;

    /** A ring: line n is at n modulo its length, and so is its bit. */
    private final TailLine[] lines;
    private final BitSet acknowledged;

    private long first = 1; // not acknowledged; all before it are
    private long next = 1;
    private long notTaken; // how many lines less have come than the batches that came could have had

    /**
     * @param portions how many lines there may be, and come together
     * @param listener told of each line up to which all are acknowledged, in order. It must not block.
     */
    InFlight(Portions portions, Consumer<TailLine> listener) {
        this.listener = listener;
        this.largest = portions.largest();
        this.lines = new TailLine[portions.maxInFlight()];
        this.acknowledged = new BitSet(lines.length);
    }

    /**
     * @param batch lines that are acknowledged together
     * @return the number of the first of them
     */
    synchronized long add(List<TailLine> batch) {
        if (next - first + batch.size() > lines.length) {
            throw new IllegalStateException("More lines than were requested: " + (next - first) + " of at most " + lines.length
                    + " are in flight, and " + batch.size() + " have come");
        }
        long number = next;
        for (TailLine line : batch) {
            lines[slot(next++)] = line;
        }
        notTaken += largest - batch.size();
        return number;
    }

    /** How many batches may have been requested in all, if each that is still to come may have as many lines as a batch can. */
    synchronized long allowed() {
        return (first - 1 + lines.length + notTaken) / largest;
    }

    /** The number of the line up to which all are acknowledged; 0 for none. */
    synchronized long acknowledged() {
        return first - 1;
    }

    /**
     * Nothing is done for a batch that was acknowledged before.
     *
     * @param number of the batch's first line
     * @return {@link #allowed()}
     */
    synchronized long acknowledge(long number, int count) {
        if (number >= first) {
            for (long each = number; each < number + count; each++) {
                acknowledged.set(slot(each));
            }
            if (number == first) {
                advance();
            }
        }
        return allowed();
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
