package io.quarkiverse.tailsrv.runtime.transfer;

import io.netty.util.concurrent.EventExecutor;
import io.quarkiverse.tailsrv.runtime.file.FileGeneration;

/**
 * How far ahead of one connection the file is in the page cache. The next stretch is read while the connection uses up the
 * one before. Belongs to the connection's event loop.
 */
public final class Runway {

    /** Long enough to read on while it is sent, short enough for a client that leaves soon. */
    private static final long STRETCH = 4 << 20;

    private final Warmer warmer;
    private final EventExecutor eventLoop;
    private final Runnable extended;
    private final Runnable broken;
    private FileGeneration generation;
    private long end;
    private boolean busy;

    /**
     * @param extended run on the event loop when there is more to send
     * @param broken run on the event loop when the file can't be read
     */
    public Runway(Warmer warmer, EventExecutor eventLoop, Runnable extended, Runnable broken) {
        this.warmer = warmer;
        this.eventLoop = eventLoop;
        this.extended = extended;
        this.broken = broken;
    }

    /** Whether the connection waits for the disk. */
    public boolean isBusy() {
        return busy;
    }

    /**
     * @return up to where may be sent now; not past the position if it has to be read first
     */
    long reach(FileGeneration from, long position, long limit) {
        if (isFresh(from, position, limit)) {
            return limit;
        }
        if (generation != from || end < position) {
            generation = from;
            end = position;
        }
        if (!busy && end < limit && end - position < STRETCH / 2) {
            extend(Math.min(limit - end, STRETCH));
        }
        return Math.min(end, limit);
    }

    /** Appended not long ago, while it was followed. */
    private static boolean isFresh(FileGeneration from, long position, long limit) {
        return position >= from.firstLimit() && limit - position <= STRETCH;
    }

    private void extend(long length) {
        FileGeneration warmed = generation;
        busy = true;
        warmer.warm(warmed, end, length, read -> eventLoop.execute(() -> {
            busy = false;
            if (!read) {
                broken.run();
                return;
            }
            if (generation == warmed) {
                end += length;
            }
            extended.run();
        }));
    }
}
