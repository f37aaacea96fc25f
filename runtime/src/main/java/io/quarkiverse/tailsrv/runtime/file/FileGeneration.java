package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.tailsrv.RotationCause;

/**
 * One file as opened once. Its follower publishes how far it may be read, and at last that it has ended; whoever reads it
 * retains it, and the last to release it closes the file, so that a deleted file's space comes back.
 */
public final class FileGeneration {

    /** How much before its limit is read before that is published. */
    public static final int FRESH_LENGTH = 1 << 16;

    /** For so long what was read is taken to be in memory. */
    public static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int OPEN_ATTEMPTS = 100;

    private final long number;
    private final FileIdentity identity;
    private final FileChannel channel;
    private final Storage storage;
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

    private FileGeneration(long number, FileIdentity identity, FileChannel channel, Storage storage, Executor closer) {
        this.number = number;
        this.closer = closer;
        this.identity = identity;
        this.channel = channel;
        this.storage = storage;
    }

    /**
     * Opens what is at the path now, and publishes its length.
     *
     * @param closer what closes it in the end
     * @return null if it is no longer that long
     */
    static FileGeneration open(Path path, long number, FileOpener opener, Executor closer) throws IOException {
        FileGeneration generation = openAsIs(path, number, opener, closer);
        boolean whole = false;
        try {
            long size = generation.channel.size();
            whole = generation.fingerprint.moveTo(size, generation.channel);
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
     * An open channel can't be asked for its identity, so the path is, before and after, until both agree.
     */
    private static FileGeneration openAsIs(Path path, long number, FileOpener opener, Executor closer) throws IOException {
        FileIdentity before = FileIdentity.of(path);
        for (int attempt = 0; attempt < OPEN_ATTEMPTS; attempt++) {
            Storage storage = Storage.of(path);
            FileChannel channel = opener.open(path);
            FileIdentity after = null;
            try {
                after = FileIdentity.of(path);
            } finally {
                if (!before.equals(after)) {
                    channel.close();
                }
            }
            if (before.equals(after)) {
                return new FileGeneration(number, before, channel, storage, closer);
            }
            before = after;
        }
        throw new UnsuitableFileException(path, "is replaced faster than it can be opened");
    }

    /**
     * Counts the generations of this file from 1 on.
     */
    public long number() {
        return number;
    }

    public FileChannel channel() {
        return channel;
    }

    public Storage storage() {
        return storage;
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
            channel.close();
        } catch (IOException e) {
            FileFollower.LOG.debugf(e, "Closing generation %d failed", number);
        }
    }

    boolean isReadByOthers() {
        return references.get() > 1;
    }

    FileIdentity identity() {
        return identity;
    }

    boolean is(FileIdentity other) {
        return identity.equals(other);
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
