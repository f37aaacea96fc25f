package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.netty.util.concurrent.EventExecutor;
import io.quarkiverse.tailsrv.runtime.cache.MappedPages;
import io.quarkiverse.tailsrv.runtime.cache.PageCache;
import io.quarkiverse.tailsrv.runtime.file.Storage;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.thread.OnDemandThread;
import io.quarkiverse.tailsrv.runtime.thread.WithdrawableTask;

/**
 * Waits for the disk in place of event loops, for all connections of a server. One thread probes what is in memory. A few
 * others read what is not; each reads its own parts of the file, so that the same bytes are read once. If a file system hangs,
 * only these threads hang.
 */
public final class Warmer {

    /**
     * Some bytes of a generation that a connection waits for. When it is cancelled it forgets who waits, and leaves the queue:
     * it might stay there for long if a file system hangs. Without memory it is tried again.
     */
    abstract static class Stretch<W> {

        final FileGeneration generation;
        final long from;
        final long to;
        private final EventExecutor eventLoop;
        private volatile W waiting;
        private volatile Runnable withdrawal;

        /**
         * @param waiting is told the outcome on its event loop
         * @param generation retained by the caller
         */
        Stretch(W waiting, EventExecutor eventLoop, FileGeneration generation, long from, long to) {
            this.waiting = waiting;
            this.eventLoop = eventLoop;
            this.generation = generation;
            this.from = from;
            this.to = to;
        }

        void cancel() {
            waiting = null;
            withdraw();
        }

        private void withdraw() {
            Runnable queued = withdrawal;
            if (queued != null) {
                queued.run();
            }
        }

        private void withdrawBy(Runnable action) {
            withdrawal = action;
            if (!isWanted()) { // cancelled just now
                withdraw();
            }
        }

        boolean isWanted() {
            return waiting != null;
        }

        /** @return false if nobody will be told */
        boolean tell(Consumer<W> outcome) {
            W told = waiting;
            if (told != null) {
                try {
                    eventLoop.execute(() -> outcome.accept(told));
                    return true;
                } catch (RejectedExecutionException e) {
                    LOG.debugf(e, "The event loop that waited for %s to %s has ended", from, to);
                }
            }
            return false;
        }

        /** Tries again after a pause, as long as somebody waits. */
        private void later(Runnable attempt) {
            try {
                eventLoop.schedule(() -> again(attempt), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debugf(e, "The event loop that waited for %s to %s has ended", from, to);
            }
        }

        private void again(Runnable attempt) {
            try {
                if (isWanted()) {
                    attempt.run();
                }
            } catch (RuntimeException | Error e) { // for example out of threads
                unreadable(new IOException(e.toString(), e));
            }
        }

        /** Called on the thread that tried. */
        abstract void unreadable(IOException cause);
    }

    interface Step {

        void run() throws IOException;
    }

    private static final Logger LOG = Logger.getLogger(Warmer.class.getPackageName());

    /** How long to wait for memory before another attempt. */
    private static final long PAUSE_MILLIS = 1000;

    /** The part of a file that the same thread reads. */
    private static final long SECTION = 64 << 20;

    private final PageCache pageCache;
    private final boolean asks;
    private final Executor prober;
    private final Executor[] readers;
    private final AtomicInteger nextReader = new AtomicInteger();

    public Warmer() {
        this(new PageCache(System::nanoTime), MappedPages.areAvailable(), new OnDemandThread("tailsrv-prober"),
                reader(), reader(), reader(), reader());
    }

    /** Uses the given executors. Each must run one task at a time. */
    public Warmer(Executor prober, Executor... readers) {
        this(new PageCache(System::nanoTime), false, prober, readers);
    }

    Warmer(PageCache pageCache, boolean asks, Executor prober, Executor... readers) {
        this.pageCache = pageCache;
        this.asks = asks;
        this.prober = prober;
        this.readers = readers;
    }

    private static Executor reader() {
        return new OnDemandThread("tailsrv-reader");
    }

    /**
     * Asks the kernel. Does not block.
     *
     * @return the end of the bytes in memory, or -1 if the kernel can't tell
     */
    long ask(FileGeneration generation, long from, long to) {
        boolean says = asks && generation.storage() == Storage.TRANSPARENT;
        return says ? pageCache.resident(generation.channel(), from, to) : -1;
    }

    /**
     * Reads the stretch into the page cache, unless it is there.
     *
     * @param cold whether it is most likely not in memory, so that a probe is pointless
     */
    void warm(Runway.Extension stretch, boolean cold) {
        if (cold) {
            run(reader(stretch), stretch, () -> read(stretch));
        } else {
            run(prober, stretch, () -> probe(stretch));
        }
    }

    /**
     * Has the next one of the threads read the stretch.
     *
     * @param step reads it
     */
    void read(Stretch<?> stretch, Step step) {
        run(readers[Math.floorMod(nextReader.getAndIncrement(), readers.length)], stretch, step);
    }

    private void probe(Runway.Extension stretch) throws IOException {
        PageCache.Extent extent = pageCache.probe(stretch.generation.channel(), stretch.from, stretch.to);
        if (extent.end() > stretch.from) {
            stretch.warm(extent);
        } else {
            run(reader(stretch), stretch, () -> read(stretch));
        }
    }

    private Executor reader(Stretch<?> stretch) {
        return readers[(int) (stretch.from / SECTION % readers.length)];
    }

    private void read(Runway.Extension stretch) throws IOException {
        stretch.warm(pageCache.read(stretch.generation.channel(), stretch.from, stretch.to));
    }

    /** Runs the step on the executor. The generation stays open until it is done. */
    private static void run(Executor executor, Stretch<?> stretch, Step step) {
        FileGeneration generation = stretch.generation;
        if (!generation.retain()) {
            stretch.unreadable(new ClosedChannelException());
            return;
        }
        WithdrawableTask task = new WithdrawableTask(() -> {
            try {
                attempt(executor, stretch, step);
            } finally {
                generation.release();
            }
        });
        stretch.withdrawBy(() -> {
            if (executor instanceof OnDemandThread thread && thread.withdraw(task)) {
                generation.release();
            }
        });
        try {
            executor.execute(task);
        } catch (RuntimeException | Error e) { // for example out of threads
            if (task.withdraw()) {
                generation.release();
            }
            throw e;
        }
    }

    private static void attempt(Executor executor, Stretch<?> stretch, Step step) {
        try {
            if (stretch.isWanted()) {
                step.run();
            }
        } catch (IOException e) {
            stretch.unreadable(e);
        } catch (OutOfMemoryError e) { // direct memory as a rule, which others give back
            LOG.debugf(e, "No memory to read %s to %s", stretch.from, stretch.to);
            stretch.later(() -> run(executor, stretch, step));
        } catch (RuntimeException | Error e) { // the waiting connection has to know
            stretch.unreadable(new IOException(e.toString(), e));
        }
    }
}
