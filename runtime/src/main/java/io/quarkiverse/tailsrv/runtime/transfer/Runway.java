package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jboss.logging.Logger;

import io.netty.util.concurrent.EventExecutor;
import io.quarkiverse.tailsrv.runtime.file.Storage;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * How far ahead of one connection the file is known to be in memory. It is extended while there is some left, so that the
 * connection stops for a disk only. Belongs to the connection's event loop.
 */
public final class Runway {

    private static final Logger LOG = Logger.getLogger(Runway.class.getPackageName());

    // What is sent in ten milliseconds and more, so that a thread that comes late is early enough; less at first, and where
    // it has to be read, for a client that leaves soon or is slow
    private static final long MIN_LENGTH = PageCache.PORTION;
    private static final long MAX_LENGTH = 64 << 20;
    private static final long SHORT_LENGTH = FileBytes.MAX_LENGTH;

    /** What the kernel tells of in some fifty microseconds. */
    private static final long ASKED_LENGTH = 16 << 20;

    /** So many portions have to be there already before they are probed only: the kernel reads ahead. */
    private static final int CAUTION = 4;

    private final EventExecutor eventLoop;
    private final Runnable extended;
    private final LongSupplier nanoTime;
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
        this(eventLoop, extended, System::nanoTime);
    }

    Runway(EventExecutor eventLoop, Runnable extended, LongSupplier nanoTime) {
        this.eventLoop = eventLoop;
        this.extended = extended;
        this.nanoTime = nanoTime;
    }

    /**
     * @return up to where may be sent now; not past the position if one has to wait
     * @throws IOException what is there can't be read
     */
    long reach(FileGeneration from, long position, long limit, Warmer warmer) throws IOException {
        if (generation != from || end < position || nanoTime.getAsLong() - extendedAt > FileGeneration.FRESH_NANOS) {
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
        length = SHORT_LENGTH; // who took so long for the last ones may again
        if (generation != from) {
            generation = from;
            cancel();
            caution = 0;
            length = MIN_LENGTH;
        }
        end = position;
        failure = null;
    }

    private void extend(long limit, Warmer warmer) {
        if (caution == 0) {
            long resident = warmer.ask(generation, end, Math.min(end + ASKED_LENGTH, limit));
            if (resident > end) {
                end = resident;
                extendedAt = nanoTime.getAsLong();
                return;
            }
            caution = resident == end ? CAUTION : 0;
        }
        pending = new Extension(this, generation, end, Math.min(end + length, limit));
        warmer.warm(pending, caution > 0);
    }

    /** To be called when the connection ends: what it has asked for is not read any more. */
    public void close() {
        cancel();
        generation = null;
    }

    private void cancel() {
        if (pending != null) {
            pending.cancel();
            pending = null;
        }
    }

    private void warm(Extension extension, PageCache.Extent extent) {
        if (pending == extension) {
            caution = extent.slow() ? CAUTION : Math.max(0, caution - 1);
            boolean little = extent.slow() || extension.generation.storage() == Storage.REMOTE;
            length = Math.min(2 * length, little ? MIN_LENGTH : MAX_LENGTH);
            end(end == extension.from ? extent.end() : end);
        }
    }

    private void unreadable(Extension extension, IOException cause) {
        if (pending == extension) {
            failure = end == extension.from ? cause : null;
            end(end);
        }
    }

    private void end(long newEnd) {
        end = newEnd;
        extendedAt = nanoTime.getAsLong();
        pending = null;
        extended.run();
    }

    /** Knows its runway only as long as that waits: it may itself have to wait for long, where a file system hangs. */
    private static final class Extension extends Warmer.Stretch {

        private volatile Runway runway;

        Extension(Runway runway, FileGeneration generation, long from, long to) {
            super(generation, from, to);
            this.runway = runway;
        }

        void cancel() {
            runway = null;
        }

        @Override
        boolean isWanted() {
            return runway != null;
        }

        @Override
        void warm(PageCache.Extent extent) {
            tell(waiting -> waiting.warm(this, extent));
        }

        @Override
        void unreadable(IOException cause) {
            tell(waiting -> waiting.unreadable(this, cause));
        }

        private void tell(Consumer<Runway> outcome) {
            Runway waiting = runway;
            if (waiting != null) {
                try {
                    waiting.eventLoop.execute(() -> outcome.accept(waiting));
                } catch (RejectedExecutionException e) {
                    LOG.debugf(e, "The event loop has ended that waited for %d to %d", from, to);
                }
            }
        }
    }
}
