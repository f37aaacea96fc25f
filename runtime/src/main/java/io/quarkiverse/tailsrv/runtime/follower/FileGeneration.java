package io.quarkiverse.tailsrv.runtime.follower;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.file.FileIdentity;
import io.quarkiverse.tailsrv.runtime.file.FileOpener;
import io.quarkiverse.tailsrv.runtime.file.FilePart;
import io.quarkiverse.tailsrv.runtime.file.Fingerprint;
import io.quarkiverse.tailsrv.runtime.file.OpenFile;
import io.quarkiverse.tailsrv.runtime.file.Storage;

/**
 * One file between its opening and its rotation. Its follower publishes how far it may be read, and finally that it has ended.
 * Each reader retains it. The last one to release it closes the file, which frees the disk space of a deleted file. While the
 * file at the path has no reader, its follower may close it for a while.
 */
public final class FileGeneration {

    private static final Logger LOG = Logger.getLogger(FileGeneration.class.getPackageName());

    /** How many of the last bytes are read before a limit is published. */
    public static final int FRESH_LENGTH = 1 << 16;

    /** How long bytes are assumed to stay in memory after they were read. */
    public static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long number;
    private final Executor closer;
    private volatile OpenFile file;
    private long firstLimit;
    private final AtomicInteger references = new AtomicInteger(1);
    private volatile long limit;
    private volatile long freshUntil = System.nanoTime();
    private volatile boolean suspended;
    private volatile boolean retired;
    private volatile RotationCause end;
    private volatile FileGeneration successor;

    /** Used by the follower only, as are the fields below. */
    final Fingerprint fingerprint = new Fingerprint();
    final Doubt shrunk = new Doubt();
    final Doubt failing = new Doubt();
    IOException failure; // of the last look, or null
    long oddSize = -1; // its size at the last look, if that does not go with what can be read; else -1
    long oddSince;
    String contradiction; // between the size and what can be read, at the last look, or null
    volatile FilePart latest;
    boolean previewed;
    long previewedAt;

    private FileGeneration(long number, OpenFile file, Executor closer) {
        this.number = number;
        this.file = file;
        this.closer = closer;
    }

    /**
     * Publishes the length of a newly opened file.
     *
     * @param closer closes the file after its last release
     * @return null if the file has shrunk meanwhile; then it is closed
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
     * The number of this generation. Each is the one before plus 1.
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
     * The published length. It never falls, and is final once {@link #end()} is set.
     */
    public long limit() {
        return limit;
    }

    /**
     * The file's length when it was opened. Later bytes were appended while it was followed.
     */
    public long firstLimit() {
        return firstLimit;
    }

    /**
     * How far it may be sent now: up to the limit, or 0 while the file seems to have shrunk or its bytes are gone.
     */
    public long readableLimit() {
        RotationCause ended = end;
        return suspended || ended != null && ended.cutsOff() ? 0 : limit;
    }

    /**
     * The bytes last appended, as a look has read them. Null if there are none yet, or if the file is on a local file system,
     * where they are read once more from memory. They may end after the limit, and before it.
     */
    public FilePart latest() {
        return latest;
    }

    /**
     * Whether the bytes from the position to the limit were read recently, so that reading them again does not block.
     */
    public boolean isFresh(long position) {
        return limit - position <= FRESH_LENGTH && freshUntil - System.nanoTime() > 0;
    }

    /**
     * Why it ended, or null while it may still grow.
     */
    public RotationCause end() {
        return end;
    }

    /**
     * The next generation, or null if there is none yet or the follower does not link them.
     */
    public FileGeneration successor() {
        return successor;
    }

    /**
     * @return false if it is closed, for good or for a while
     */
    public boolean retain() {
        int count;
        do {
            count = references.get();
            if (count <= 0) {
                return false;
            }
        } while (!references.compareAndSet(count, count + 1));
        return true;
    }

    /**
     * Closes the file if there are no other readers.
     */
    public void release() {
        FileGeneration generation = this;
        while (generation != null && generation.references.decrementAndGet() == 0) {
            generation.close();
            generation = generation.successor;
        }
    }

    /** Closes the file for a while, unless somebody else reads it. */
    void closeIfUnread() {
        if (references.compareAndSet(1, 0)) {
            close();
        }
    }

    /**
     * Opens the file again. It is suspended until it is found to be as it was, or longer.
     *
     * @return false if another file is at the path now
     */
    boolean reopen(Path path, FileOpener opener) throws IOException {
        OpenFile again = file.again(path, opener);
        if (again == null) {
            return false;
        }
        suspend(true);
        file = again;
        references.set(1);
        return true;
    }

    /** Whether nobody can read it, for a while or for good. */
    public boolean isClosed() {
        return references.get() <= 0;
    }

    private void close() {
        FileChannel channel = file.channel();
        closer.execute(() -> closeChannel(channel)); // freeing a deleted file's space may take long
    }

    private void closeChannel(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debugf(e, "Closing generation %s failed", number);
        }
    }

    boolean isReadByOthers() {
        return references.get() > 1;
    }

    FileIdentity identity() {
        return file.identity();
    }

    /**
     * Whether this is the same file as before, truncated or rewritten. An equal identity is not enough: the inode of a deleted
     * file may be reused.
     */
    boolean isRewriteOf(FileGeneration before) {
        return before != null && is(before.identity()) && before.end != null && before.end.cutsOff();
    }

    /** Whether all that the file has can be read, as of the last look. */
    boolean isReadable() {
        return failure == null && contradiction == null;
    }

    boolean isIdentityReliable() {
        return file.isIdentityReliable();
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

    /** Whether its file is no longer at the path. */
    public boolean isRetired() {
        return retired;
    }

    void retire(boolean left) {
        retired = left;
    }

    void end(RotationCause cause) {
        end = cause;
    }

    /** Keeps the next one open while this one is read. */
    void link(FileGeneration next) {
        if (retain()) {
            next.retain();
            successor = next;
            release();
        }
    }
}
