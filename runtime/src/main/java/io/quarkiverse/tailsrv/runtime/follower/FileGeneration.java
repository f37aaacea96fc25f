package io.quarkiverse.tailsrv.runtime.follower;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.file.FileIdentity;
import io.quarkiverse.tailsrv.runtime.file.Fingerprint;
import io.quarkiverse.tailsrv.runtime.file.OpenFile;
import io.quarkiverse.tailsrv.runtime.file.Storage;

/**
 * One file as opened once. Its follower publishes how far it may be read, and at last that it has ended; whoever reads it
 * retains it, and the last to release it closes the file, so that a deleted file's space comes back.
 */
public final class FileGeneration {

    private static final Logger LOG = Logger.getLogger(FileGeneration.class.getPackageName());

    /** How much before its limit is read before that is published. */
    public static final int FRESH_LENGTH = 1 << 16;

    /** For so long what was read is taken to be in memory. */
    public static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long number;
    private final OpenFile file;
    private final Executor closer;
    private long firstLimit;
    private final AtomicInteger references = new AtomicInteger(1);
    private volatile long limit;
    private volatile long freshUntil = System.nanoTime();
    private volatile boolean suspended;
    private volatile RotationCause end;
    private volatile FileGeneration successor;

    /** What the follower alone knows of it. */
    final Fingerprint fingerprint = new Fingerprint();
    long shrunkSince;
    boolean previewed;
    long previewedAt;

    private FileGeneration(long number, OpenFile file, Executor closer) {
        this.number = number;
        this.file = file;
        this.closer = closer;
    }

    /**
     * Publishes the length of a file that was just opened.
     *
     * @param closer what closes it in the end
     * @return null if it is no longer that long; then it is closed
     */
    static FileGeneration of(long number, OpenFile file, Executor closer) throws IOException {
        FileGeneration generation = new FileGeneration(number, file, closer);
        boolean whole = false;
        try {
            long size = file.channel().size();
            whole = generation.fingerprint.moveTo(size, file.channel());
            generation.firstLimit = size;
            generation.publish(size);
        } finally {
            if (!whole) {
                generation.release();
            }
        }
        return whole ? generation : null;
    }

    /**
     * Counts the generations of this file from 1 on.
     */
    public long number() {
        return number;
    }

    public FileChannel channel() {
        return file.channel();
    }

    public Storage storage() {
        return file.storage();
    }

    /**
     * The published length: never falls, and is final once {@link #end()} is set.
     */
    public long limit() {
        return limit;
    }

    /**
     * The published length as it was opened: what lies behind it was appended while it was followed.
     */
    public long firstLimit() {
        return firstLimit;
    }

    /**
     * Up to where it may be sent now: the limit, or 0 while that is in doubt or the bytes are gone.
     */
    public long readableLimit() {
        RotationCause ended = end;
        return suspended || ended != null && ended.cutsOff() ? 0 : limit;
    }

    /**
     * Whether what lies between there and the limit was read not long ago, so that to read it again does not block.
     */
    public boolean isFresh(long position) {
        return limit - position <= FRESH_LENGTH && freshUntil - System.nanoTime() > 0;
    }

    /**
     * Why it ended, or null while bytes can still come.
     */
    public RotationCause end() {
        return end;
    }

    /**
     * The generation after this one, or null while there is none, or if the follower does not link them.
     */
    public FileGeneration successor() {
        return successor;
    }

    /**
     * @return false if it has been closed already
     */
    public boolean retain() {
        int count;
        do {
            count = references.get();
            if (count == 0) {
                return false;
            }
        } while (!references.compareAndSet(count, count + 1));
        return true;
    }

    /**
     * Closes the file if nobody else reads it.
     */
    public void release() {
        FileGeneration generation = this;
        while (generation != null && generation.references.decrementAndGet() == 0) {
            closer.execute(generation::close); // frees the space of a deleted file, which may take its time
            generation = generation.successor;
        }
    }

    private void close() {
        try {
            file.channel().close();
        } catch (IOException e) {
            LOG.debugf(e, "Closing generation %d failed", number);
        }
    }

    boolean isReadByOthers() {
        return references.get() > 1;
    }

    FileIdentity identity() {
        return file.identity();
    }

    /** A file of the same identity may as well be a new one, which was given the number of one that had been deleted. */
    boolean isRewriteOf(FileGeneration before) {
        return before != null && is(before.identity()) && before.end != null && before.end.cutsOff();
    }

    boolean is(FileIdentity other) {
        return identity().equals(other);
    }

    void publish(long newLimit) {
        limit = newLimit;
    }

    void publishFresh(long newLimit) {
        freshUntil = System.nanoTime() + FRESH_NANOS;
        publish(newLimit);
    }

    void suspend(boolean inDoubt) {
        suspended = inDoubt;
    }

    boolean isSuspended() {
        return suspended;
    }

    void end(RotationCause cause) {
        end = cause;
    }

    /** Keeps the next one open for those who still read this one. */
    void link(FileGeneration next) {
        if (retain()) {
            next.retain();
            successor = next;
            release();
        }
    }
}
