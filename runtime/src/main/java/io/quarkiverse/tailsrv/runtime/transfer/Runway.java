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
 * How far ahead of one connection the file is known to be in memory. It is extended before it is used up, so that the
 * connection waits only for a slow disk. Used on the connection's event loop only.
 */
public final class Runway {

    private static final Logger LOG = Logger.getLogger(Runway.class.getPackageName());

    // The maximum takes 10 ms or more to send, enough for a thread that is scheduled late. The runway is shorter at first, and
    // for bytes not in memory, since a client may leave soon or be slow
    private static final long MIN_LENGTH = PageCache.PORTION;
    private static final long MAX_LENGTH = 64 << 20;
    private static final long SHORT_LENGTH = FileBytes.MAX_LENGTH;

    /** The kernel answers for this many bytes in about 50 microseconds. */
    private static final long ASKED_LENGTH = 16 << 20;

    /**
     * After a slow read, this many portions must be read fast before the next is only probed. The kernel may just have read
     * ahead.
     */
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
     * @param extended run on the event loop after an extension, when there may be more to send
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
     * @return the end of the bytes that may be sent now; at most the position if the connection has to wait
     * @throws IOException if the next bytes can't be read
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
        length = SHORT_LENGTH; // the client took long for the last bytes and may again
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

    /** Cancels a pending extension. To be called when the connection lets go of its file. */
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

    /** Forgets its runway when cancelled, since it may stay queued for long if a file system hangs. */
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
                    LOG.debugf(e, "The event loop that waited for %d to %d has ended", from, to);
                }
            }
        }
    }
}
