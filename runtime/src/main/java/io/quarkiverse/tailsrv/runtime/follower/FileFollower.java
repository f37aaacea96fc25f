package io.quarkiverse.tailsrv.runtime.follower;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Executor;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.file.FileIdentity;
import io.quarkiverse.tailsrv.runtime.file.FileOpener;
import io.quarkiverse.tailsrv.runtime.file.FileStatus;
import io.quarkiverse.tailsrv.runtime.file.OpenFile;
import io.quarkiverse.tailsrv.runtime.file.PathCheck;
import io.quarkiverse.tailsrv.runtime.file.PathHint;
import io.quarkiverse.tailsrv.runtime.file.UnsuitableFileException;
import io.quarkiverse.tailsrv.runtime.selection.FileSource;

/**
 * Follows the file at one path through its generations: opens each one, publishes its limit, detects its rotation and ends it.
 * Each look compares size, identity and fingerprint; times prove nothing. While the file is idle it is closed, and a look
 * compares what the path tells. One thread looks at a time; any thread may read the current generation.
 */
public final class FileFollower {

    private final FileSource source;
    private final FollowerOptions options;
    private final FollowerListener listener;
    private final FileNotices notices;
    private final Examiner examiner;
    private final RetiredGenerations retired;
    private final UnseenGenerations unseen;
    private final IdleFile idle;
    private final FileOpener opener = new FileOpener();
    private FileGeneration latest;
    private volatile Path at; // the file that the latest one is of, and that is spoken of
    private Path servedAt;
    private long firstNumber = 1;
    private final Doubt nothing = new Doubt();
    private final Doubt lateBytes = new Doubt();
    private long nextLook;
    private Executor closer = Runnable::run;
    private volatile boolean draining;

    /** The last look has failed before its end, so that readers may not know of what it has published. */
    private boolean untold;
    private volatile FileGeneration current;

    /** @param subject the beginning of log lines, for example a property's name */
    public FileFollower(String subject, FileSource source, FollowerOptions options, FollowerListener listener) {
        this.source = source;
        this.at = source.path();
        this.options = options;
        this.listener = listener;
        this.notices = new FileNotices(() -> subject + ": \"" + at + '"',
                source.pattern() == null ? PathHint.of(source.path()) : ", or until a newer file matches");
        this.examiner = new Examiner(options.pollInterval(), new PathCheck(source::path, opener, options.pollInterval()));
        this.retired = new RetiredGenerations(options, examiner, notices);
        this.unseen = new UnseenGenerations(notices.subject(), options.pollInterval(), listener);
        this.idle = new IdleFile(options.idleTime(), opener, notices);
    }

    /**
     * The generation at the path as of the last look, or null while there is nothing to serve. It can't be retained while it is
     * {@linkplain FileGeneration#isClosed closed}.
     */
    public FileGeneration current() {
        return current;
    }

    /** Sets the executor that closes files. Without it, the last reader's thread closes them. */
    public void closeOn(Executor executor) {
        closer = executor;
    }

    /** Sets the number of the first generation. To be called before the first look. */
    public void numberFrom(long number) {
        firstNumber = number;
    }

    /** Why the file at the path can't be served, or null if it is served or missing. For any thread. */
    public String problem() {
        return notices.problem();
    }

    /** Whether nothing is at the path, and no file was for longer than a rotation takes. For any thread. */
    public boolean isMissing() {
        return notices.isMissing();
    }

    public FileSource source() {
        return source;
    }

    /** Where the current file, or the last one, was served as of the look before. For the thread that looks. */
    public Path servedAt() {
        return servedAt;
    }

    /** When the next look is due, in terms of {@link System#nanoTime()}. For the thread that looks. */
    public long nextLook() {
        return nextLook;
    }

    /** Reports that a look takes too long. Called by another thread than the one that looks. */
    public void hangs() {
        notices.hangs();
    }

    /**
     * Whether a later look decides if the current file can be read: it seems to have shrunk, or could not be opened. For the
     * thread that looks.
     */
    public boolean isInDoubt() {
        return current != null && (current.isClosed() || current.isSuspended() && current.failure == null); // same thread
    }

    /** Whether the current file is shorter than what was published of it. For any thread. */
    public boolean isShorter() {
        FileGeneration generation = current;
        return generation != null && !generation.isClosed() && examiner.unpublished(generation) < 0;
    }

    public boolean isDraining() {
        return draining;
    }

    /** Whether readers wait for the next look, which has the file open if it can be opened. For the thread that looks. */
    public void expectReaders(boolean waiting) {
        idle.want(waiting);
    }

    /** Looks at the file, and blocks as long as the file system does. Events told of so many creations at the path since. */
    public void look(int creations, LookTrigger trigger) {
        Look look = new Look(options.pollInterval(), creations, trigger, untold);
        untold = true;
        nextLook = look.next(); // in case that this one fails
        lookAtPath(look);
        if (current != null) {
            servedAt = at;
        }
        if (current != null && current.isClosed()) {
            idle.retry(look);
        }
        retired.look(look, current, (generation, cause) -> end(generation, cause, look));
        unseen.look(look.creations(), current != null, look.now);
        notices.answers();
        draining = !retired.isEmpty();
        nextLook = look.next(source.hasMore());
        look.tell(listener);
        untold = false;
    }

    /** Publishes what has been appended, without a full look. Returns whether the current file has grown. */
    public boolean publishGrowth(LookTrigger trigger) {
        Look look = new Look(options.pollInterval(), 0, trigger, untold);
        untold = true;
        if (current != null && !current.isClosed()) {
            examiner.publishGrowth(current, look);
        }
        boolean grown = look.isGrowth();
        retired.publishGrowth(look);
        look.tell(listener);
        untold = false;
        return grown;
    }

    /**
     * Whether the current file is open, can be read, and is as it was published, as far as length and fingerprint tell. Then a
     * write to it needs no full look. For the thread that looks.
     */
    public boolean isUnchanged() {
        return current != null && !current.isClosed() && examiner.isUnchanged(current);
    }

    /** Releases all generations. There must be no looks afterwards. */
    public void close() {
        retired.close();
        if (current != null) {
            current.release();
            current = null;
        }
    }

    private void lookAtPath(Look look) {
        try {
            Path path = source.choose();
            lookAt(path, FileStatus.of(path), look);
        } catch (NoSuchFileException e) {
            retireCurrent(RotationCause.REMOVED, look);
            lateBytes.end();
            if (nothing.lasts(look, options.rotationTime()) || latest == null) {
                complained(notices.missing(), Files.isSymbolicLink(source.path()));
            }
        } catch (UnsuitableFileException e) {
            nothing.end();
            retireCurrent(RotationCause.REPLACED, look);
            if (!e.mayPass()) {
                lateBytes.end();
            } else if (!lateBytes.lasts(look, examiner.sizeDoubt())) {
                return;
            }
            complained(notices.unsuitable(e.getReason()), true);
        } catch (IOException e) {
            lateBytes.end();
            examineCurrent(look);
            if (current == null || current.isClosed()) {
                complained(notices.unreadable(e), true);
            } else if (current.failure == null) {
                complained(notices.unknown(e), true);
            }
        }
    }

    private void complained(boolean news, boolean anythingThere) {
        if (news && anythingThere) {
            unseen.seen(); // its creation was counted, so count what was found as well
        }
        if (news && current == null) {
            listener.absent();
        }
    }

    private void lookAt(Path path, FileStatus found, Look look) throws IOException {
        nothing.end();
        boolean moved = !path.equals(at);
        if (current == null) {
            takeBack(found.identity(), look);
        } else if (!current.is(found.identity()) || moved && !current.isIdentityReliable()) {
            retireCurrent(moved ? RotationCause.SUPERSEDED : RotationCause.REPLACED, look);
        }
        at = path;
        if (current != null && current.isClosed() && !idle.openIfWanted(current, path, found, look)) {
            return;
        }
        if (current != null && examiner.isReplaced(current, found, look)) {
            leave(RotationCause.REPLACED, look);
            end(latest, examiner.examineReplaced(latest), look);
        }
        examineCurrent(look);
        if (current == null) {
            open(look);
        } else if (current.isReadable()) {
            notices.served();
            idle.closeIfIdle(current, found, look);
        }
        lateBytes.end();
    }

    /** Resumes the last generation if its file is at the path again, for example since its directory was moved back. */
    private void takeBack(FileIdentity identity, Look look) {
        if (latest != null && latest.is(identity) && retired.takeBack(latest)) {
            current = latest;
            unseen.seen();
            listener.arrived(current);
            look.change();
        }
    }

    private void retireCurrent(RotationCause cause, Look look) {
        if (current != null && current.isClosed()) {
            leaveAndEnd(cause, look); // nobody reads it
        } else if (current != null) {
            retired.add(current, cause, look);
            leave(cause, look);
        }
    }

    private void examineCurrent(Look look) {
        if (current == null || current.isClosed()) {
            return;
        }
        RotationCause broken = examiner.examine(current, look);
        if (!current.isReadable()) {
            notices.unreadable(current);
        }
        if (broken != null) {
            leaveAndEnd(broken, look);
        }
    }

    private void leaveAndEnd(RotationCause cause, Look look) {
        leave(cause, look);
        end(latest, cause, look);
    }

    private void leave(RotationCause cause, Look look) {
        current = null;
        notices.rotated(cause, latest, look.now);
        listener.left(latest, cause);
    }

    private void end(FileGeneration generation, RotationCause cause, Look look) {
        generation.end(cause);
        listener.ended(generation);
        generation.release();
        look.change();
    }

    private void open(Look look) throws IOException {
        FileGeneration generation = FileGeneration.of(latest == null ? firstNumber : latest.number() + 1,
                OpenFile.at(at, opener), closer);
        if (generation == null) {
            look.nextSoon(); // truncated while it was opened
            return;
        }
        if (latest != null && options.retention() == Retention.CHAIN) {
            latest.link(generation);
        }
        if (!generation.isRewriteOf(latest) || look.creations() > 0) { // an inode may be used again
            unseen.seen();
        }
        notices.opened(latest, generation);
        latest = generation;
        current = generation;
        listener.arrived(generation);
        look.change();
    }
}
