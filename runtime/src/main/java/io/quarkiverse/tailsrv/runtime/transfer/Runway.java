package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.EventExecutor;
import io.quarkiverse.tailsrv.runtime.file.FileGeneration;

/**
 * How far ahead of one connection the file is known to be in memory. It is extended while there is some left, so that the
 * connection stops for a disk only. Belongs to the connection's event loop.
 */
public final class Runway {

    // What is sent in ten milliseconds and more, so that a thread that comes late is early enough; less at first, and where
    // it has to be read, for a client that leaves soon or is slow
    private static final long MIN_LENGTH = PageCache.PORTION;
    private static final long MAX_LENGTH = 64 << 20;

    /** What the kernel tells of in some fifty microseconds. */
    private static final long ASKED_LENGTH = 16 << 20;

    /** For so long what was in memory is taken to be there still. */
    private static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** So many portions have to be there already before they are probed only: the kernel reads ahead. */
    private static final int CAUTION = 4;

    private final EventExecutor eventLoop;
    private final Runnable extended;
    private FileGeneration generation;
    private long end;
    private long extendedAt;
    private long length;
    private int caution;
    private Extension pending;
    private IOException failure;

    /**
     * @param extended run on the event loop when there may be more to send
     */
    public Runway(EventExecutor eventLoop, Runnable extended) {
        this.eventLoop = eventLoop;
        this.extended = extended;
    }

    /**
     * @return up to where may be sent now; not past the position if one has to wait
     * @throws IOException what is there can't be read
     */
    long reach(FileGeneration from, long position, long limit, Warmer warmer) throws IOException {
        if (generation != from || end < position || System.nanoTime() - extendedAt > VALID_NANOS) {
            restart(from, position);
        }
        if (failure != null && end == position) {
            throw failure;
        }
        if (pending == null && failure == null && end < limit && end - position < length) {
            extend(limit, warmer);
        }
        return Math.min(end, limit);
    }

    private void restart(FileGeneration from, long position) {
        if (generation != from) {
            generation = from;
            pending = null;
            caution = 0;
        }
        end = position;
        length = MIN_LENGTH;
        failure = null;
    }

    private void extend(long limit, Warmer warmer) {
        if (caution == 0) {
            long resident = warmer.ask(generation, end, Math.min(end + ASKED_LENGTH, limit));
            if (resident > end) {
                end = resident;
                extendedAt = System.nanoTime();
                return;
            }
            caution = resident == end ? CAUTION : 0;
        }
        pending = new Extension(generation, end, Math.min(end + length, limit));
        warmer.warm(pending, caution > 0);
    }

    private final class Extension extends Warmer.Stretch {

        Extension(FileGeneration generation, long from, long to) {
            super(generation, from, to);
        }

        @Override
        void warm(PageCache.Extent extent) {
            eventLoop.execute(() -> {
                if (pending == this) {
                    caution = extent.slow() ? CAUTION : Math.max(0, caution - 1);
                    length = extent.slow() ? MIN_LENGTH : Math.min(2 * length, MAX_LENGTH);
                    end(end == from ? extent.end() : end);
                }
            });
        }

        @Override
        void unreadable(IOException cause) {
            eventLoop.execute(() -> {
                if (pending == this) {
                    failure = end == from ? cause : null;
                    end(end);
                }
            });
        }

        private void end(long newEnd) {
            end = newEnd;
            extendedAt = System.nanoTime();
            pending = null;
            extended.run();
        }
    }
}
