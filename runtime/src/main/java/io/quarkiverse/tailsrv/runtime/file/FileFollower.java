package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.RotationCause;

/**
 * Keeps one path's generations: opens what is there, publishes how far it may be read, sees that it is no longer what it
 * was, ends it. Each look compares size, identity and fingerprint, never times. One thread looks at a time; anyone may ask
 * for the current generation.
 */
public final class FileFollower {

    static final Logger LOG = Logger.getLogger(FileFollower.class.getPackageName());

    /** Less than after which a look counts as one that hangs. */
    private static final Duration OPEN_PATIENCE = Duration.ofMillis(500);
    private static final int MAX_GIVEN_UP = 64;

    private final Path path;
    private final Duration pollInterval;
    private final Retention retention;
    private final FollowerListener listener;

    private final FileNotices notices;
    private final Examiner examiner;
    private final RetiredGenerations retired;
    private final UnseenGenerations unseen;
    private final FileOpener opener = new FileOpener(OPEN_PATIENCE, MAX_GIVEN_UP);
    private FileGeneration latest;
    private boolean missing;
    private long missingSince;
    private long nextLook;
    private Executor closer = Runnable::run;
    private volatile boolean draining;
    private volatile FileGeneration current;

    /**
     * @param subject what log lines begin with, a property's name for example
     */
    public FileFollower(String subject, Path path, Duration pollInterval, Retention retention, FollowerListener listener) {
        this.path = path;
        this.pollInterval = pollInterval;
        this.retention = retention;
        this.listener = listener;
        this.notices = new FileNotices(subject + ": \"" + path + '"');
        this.examiner = new Examiner(notices, pollInterval);
        this.retired = new RetiredGenerations(retention, pollInterval, examiner);
        this.unseen = new UnseenGenerations(notices.subject(), pollInterval, listener);
    }

    /**
     * What is at the path, as of the last look, or null while there is nothing to serve.
     */
    public FileGeneration current() {
        return current;
    }

    /** Has files closed elsewhere than where their last reader happens to be. */
    void closeOn(Executor executor) {
        closer = executor;
    }

    /** What is wrong with what is at the path, or null if it is served, or if there is nothing. For any thread. */
    public String problem() {
        return notices.problem();
    }

    Path path() {
        return path;
    }

    /** When the next look is due at the latest, as {@link System#nanoTime()} counts. For the thread that looks. */
    long nextLook() {
        return nextLook;
    }

    /** A look takes too long; told by another thread than the one that looks. */
    void hangs() {
        notices.hangs();
    }

    /** Whether the current file looks shorter than it was, and a second look has yet to say so too. */
    boolean isInDoubt() {
        FileGeneration generation = current;
        return generation != null && generation.isSuspended();
    }

    /** Whether files elsewhere than at the path are still followed. */
    boolean isDraining() {
        return draining;
    }

    /**
     * Looks. Blocks as long as the file system does.
     *
     * @param creations how many files have come to the path since the last look, as far as events told
     * @param trigger why it is looked at now
     */
    void look(int creations, LookTrigger trigger) {
        Look look = new Look(pollInterval);
        nextLook = look.next();
        lookAtPath(look);
        retired.look(look, (generation, cause) -> {
            if (cause.cutsOff()) {
                notices.rotated(cause, generation, look.now);
            }
            end(generation, cause, look);
        });
        unseen.look(creations, current != null, look.now);
        notices.answers();
        draining = !retired.isEmpty();
        nextLook = look.next();
        tell(look, trigger);
    }

    /**
     * Publishes what has been appended to the current file, and looks at nothing else: what has become of the path, and of the
     * file besides, the next look finds.
     *
     * @return whether something has been
     */
    boolean publishGrowth() {
        Look look = new Look(pollInterval);
        if (current != null) {
            examiner.publishGrowth(current, look);
        }
        tell(look, LookTrigger.EVENT);
        return look.isGrowth();
    }

    private void tell(Look look, LookTrigger trigger) {
        if (look.isGrowth()) {
            listener.grew(trigger);
        }
        if (look.isChange()) {
            listener.changed();
        }
    }

    /** Lets go of what is open. There are no looks afterwards. */
    void close() {
        retired.close();
        if (current != null) {
            current.release();
            current = null;
        }
    }

    private void lookAtPath(Look look) {
        try {
            lookAt(FileIdentity.of(path), look);
        } catch (NoSuchFileException e) {
            retireCurrent(RotationCause.REMOVED, look);
            absent(look);
        } catch (UnsuitableFileException e) {
            missing = false;
            retireCurrent(RotationCause.REPLACED, look);
            complained(notices.unsuitable(e.getReason()), true);
        } catch (IOException e) {
            examineCurrent(look);
            complained(current == null ? notices.unreadable(e) : notices.unknown(e), true);
        }
    }

    /** Between the rename and the creation of a rotation there is nothing for a moment, and nothing to complain of. */
    private void absent(Look look) {
        if (!missing) {
            missing = true;
            missingSince = look.now;
        }
        long end = missingSince + pollInterval.toNanos();
        if (latest == null || end - look.now <= 0) {
            complained(notices.missing(), Files.isSymbolicLink(path));
        } else {
            look.nextNoLaterThan(end);
        }
    }

    private void complained(boolean news, boolean anythingThere) {
        if (news && anythingThere) {
            unseen.seen(); // what can't be served has come to the path too
        }
        if (news && current == null) {
            listener.absent();
        }
    }

    private void lookAt(FileIdentity identity, Look look) throws IOException {
        missing = false;
        if (current == null) {
            takeBack(identity, look);
        } else if (!current.is(identity)) {
            retireCurrent(RotationCause.REPLACED, look);
        }
        examineCurrent(look);
        if (current == null) {
            open(look);
        } else {
            notices.served();
        }
    }

    /** A directory that was moved away and back: the same file is at the path again. */
    private void takeBack(FileIdentity identity, Look look) {
        if (latest != null && latest.is(identity) && retired.takeBack(latest)) {
            current = latest;
            unseen.seen();
            listener.arrived(current);
            look.change();
        }
    }

    private void retireCurrent(RotationCause cause, Look look) {
        if (current != null) {
            retired.add(current, cause, look);
            leave(cause, look);
        }
    }

    private void examineCurrent(Look look) {
        RotationCause broken = current == null ? null : examiner.examine(current, look);
        if (broken != null) {
            leave(broken, look);
            end(latest, broken, look);
        }
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
        FileGeneration generation = FileGeneration.open(path, latest == null ? 1 : latest.number() + 1, opener, closer);
        if (generation == null) {
            look.nextNoLaterThan(look.now); // truncated as it was opened: the next look finds it as it is then
            return;
        }
        if (latest != null && retention == Retention.CHAIN) {
            latest.link(generation);
        }
        if (!isRewriteOf(latest, generation)) {
            unseen.seen();
        }
        notices.opened(latest, generation);
        latest = generation;
        current = generation;
        listener.arrived(generation);
        look.change();
    }

    /** A file of the same identity may as well be a new one, which was given the number of one that had been deleted. */
    private static boolean isRewriteOf(FileGeneration before, FileGeneration generation) {
        return before != null && generation.is(before.identity()) && before.end() != null && before.end().cutsOff();
    }
}
