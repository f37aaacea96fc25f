package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.tailsrv.runtime.file.OnDemandThread;
import io.quarkiverse.tailsrv.runtime.file.Storage;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * Waits for the disk in place of event loops, for all connections of a server. One thread finds out what is in memory, so
 * that nobody waits for what others are waiting for; a few read what is not, each its regions, so that what several clients
 * want is read once. A file system that hangs holds these threads and nobody else.
 */
public final class Warmer {

    /** Some bytes of a generation that somebody wants to send, and is told of on one of the threads. */
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

        /** Whether anybody still waits for it. */
        abstract boolean isWanted();

        /**
         * @param extent reaches further than where the stretch begins
         */
        abstract void warm(PageCache.Extent extent);

        abstract void unreadable(IOException cause);
    }

    private interface Step {

        void run() throws IOException;
    }

    private static final long REGION = 64 << 20;

    private final PageCache pageCache;
    private final boolean asks;
    private final Executor prober;
    private final Executor[] readers;

    public Warmer() {
        this(new PageCache(System::nanoTime), MappedPages.areAvailable(), new OnDemandThread("tailsrv-prober"),
                reader(), reader(), reader(), reader());
    }

    /** Leaves all to the executors, each of which runs one task at a time. */
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
     * Does not block.
     *
     * @return up to where the kernel says that it is in memory, or -1 if it does not say
     */
    long ask(FileGeneration generation, long from, long to) {
        boolean says = asks && generation.storage() == Storage.TRANSPARENT;
        return says ? pageCache.resident(generation.channel(), from, to) : -1;
    }

    /**
     * @param cold most likely so, and not worth a probe
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
        return readers[(int) (stretch.from / REGION % readers.length)];
    }

    private void read(Stretch stretch) throws IOException {
        stretch.warm(pageCache.read(stretch.generation.channel(), stretch.from, stretch.to));
    }

    /** The generation stays open meanwhile, whether or not anybody still wants it. */
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
        } catch (RuntimeException | Error e) { // out of threads, for example, which may run it later all the same
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
        } catch (RuntimeException | Error e) { // out of memory, for example: who waits has to hear of it
            stretch.unreadable(new IOException(e.toString(), e));
        }
    }
}
