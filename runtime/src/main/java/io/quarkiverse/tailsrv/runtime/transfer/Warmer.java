package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.tailsrv.runtime.file.Storage;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.thread.OnDemandThread;

/**
 * Waits for the disk in place of event loops, for all connections of a server. One thread probes what is in memory. A few
 * others read what is not; each reads its own parts of the file, so that the same bytes are read once. If a file system hangs,
 * only these threads hang.
 */
public final class Warmer {

    /** Some bytes of a generation that a connection wants to send. Its methods are called on one of the threads. */
    abstract static class Stretch {

        final FileGeneration generation;
        final long from;
        final long to;

        /**
         * @param generation retained by the caller
         */
        Stretch(FileGeneration generation, long from, long to) {
            this.generation = generation;
            this.from = from;
            this.to = to;
        }

        /** Whether the connection still waits for it. */
        abstract boolean isWanted();

        /**
         * @param extent ends after the begin of the stretch
         */
        abstract void warm(PageCache.Extent extent);

        abstract void unreadable(IOException cause);
    }

    private interface Step {

        void run() throws IOException;
    }

    /** The part of a file that the same thread reads. */
    private static final long SECTION = 64 << 20;

    private final PageCache pageCache;
    private final boolean asks;
    private final Executor prober;
    private final Executor[] readers;

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
     * @param cold whether it is most likely not in memory, so that a probe is pointless
     */
    void warm(Stretch stretch, boolean cold) {
        if (cold || stretch.generation.storage() == Storage.REMOTE) {
            run(reader(stretch), stretch, () -> read(stretch));
        } else {
            run(prober, stretch, () -> probe(stretch));
        }
    }

    private void probe(Stretch stretch) throws IOException {
        PageCache.Extent extent = pageCache.probe(stretch.generation.channel(), stretch.from, stretch.to);
        if (extent.end() > stretch.from) {
            stretch.warm(extent);
        } else {
            run(reader(stretch), stretch, () -> read(stretch));
        }
    }

    private Executor reader(Stretch stretch) {
        return readers[(int) (stretch.from / SECTION % readers.length)];
    }

    private void read(Stretch stretch) throws IOException {
        stretch.warm(pageCache.read(stretch.generation.channel(), stretch.from, stretch.to));
    }

    /** Runs the step on the executor. The generation stays open until it is done. */
    private static void run(Executor executor, Stretch stretch, Step step) {
        FileGeneration generation = stretch.generation;
        generation.retain();
        AtomicBoolean retained = new AtomicBoolean(true);
        try {
            executor.execute(() -> {
                try {
                    attempt(stretch, step);
                } finally {
                    releaseOnce(generation, retained);
                }
            });
        } catch (RuntimeException | Error e) { // for example out of threads; the step may still run later
            releaseOnce(generation, retained);
            throw e;
        }
    }

    private static void releaseOnce(FileGeneration generation, AtomicBoolean retained) {
        if (retained.compareAndSet(true, false)) {
            generation.release();
        }
    }

    private static void attempt(Stretch stretch, Step step) {
        try {
            if (stretch.isWanted()) {
                step.run();
            }
        } catch (IOException e) {
            stretch.unreadable(e);
        } catch (RuntimeException | Error e) { // for example out of memory; the waiting connection has to know
            stretch.unreadable(new IOException(e.toString(), e));
        }
    }
}
