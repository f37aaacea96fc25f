package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;
import java.util.function.LongSupplier;

import io.netty.util.concurrent.EventExecutor;
import io.quarkiverse.tailsrv.runtime.cache.PageCache;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * How far ahead of one connection the file is known to be in memory. It is extended before it is used up, so that the
 * connection waits only for a slow disk. If the file may hang, its bytes are read ahead instead. Used on the connection's event
 * loop only.
 */
public final class Runway {

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
    private ReadAhead readAhead;

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

    /**
     * The bytes themselves, for a file that may hang.
     *
     * @param share the limit of memory for the connections of this event loop
     */
    ReadAhead readAhead(Transfer.Share share) {
        if (readAhead == null) {
            readAhead = new ReadAhead(eventLoop, extended, share);
        }
        return readAhead;
    }

    /** The bytes that were read ahead are not needed any more. */
    void dropReadAhead() {
        if (readAhead != null) {
            readAhead.drop();
        }
    }

    /** Cancels a pending extension. To be called when the connection lets go of its file. */
    public void close() {
        cancel();
        generation = null;
        dropReadAhead();
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
            length = Math.min(2 * length, extent.slow() ? MIN_LENGTH : MAX_LENGTH);
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

    static final class Extension extends Warmer.Stretch<Runway> {

        Extension(Runway runway, FileGeneration generation, long from, long to) {
            super(runway, runway.eventLoop, generation, from, to);
        }

        /**
         * Called on the thread that read it or found it in memory.
         *
         * @param extent ends after the begin of the stretch
         */
        void warm(PageCache.Extent extent) {
            tell(waiting -> waiting.warm(this, extent));
        }

        @Override
        void unreadable(IOException cause) {
            tell(waiting -> waiting.unreadable(this, cause));
        }
    }
}
