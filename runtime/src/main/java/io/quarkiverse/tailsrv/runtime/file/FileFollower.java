package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.jboss.logging.Logger;

/**
 * Keeps one path's generations: opens what is there, publishes how far it may be read, sees that it is no longer what it
 * was, ends it. Each look compares size, identity and fingerprint, never times. One thread looks at a time; anyone may ask
 * for the current generation.
 */
public final class FileFollower {

    static final Logger LOG = Logger.getLogger(FileFollower.class.getPackageName());

    /** A shrink is believed when a look this much later agrees: network file systems serve sizes from a stale cache. */
    private static final Duration SHRINK_DOUBT = Duration.ofMillis(50);

    private final Path path;
    private final Duration pollInterval;
    private final Retention retention;
    private final FollowerListener listener;

    private final List<Retired> retired = new ArrayList<>();
    private final Complaints complaints;
    private final UnseenGenerations unseen;
    private FileGeneration latest;
    private long presentAt;
    private long nextLook;
    private boolean changed;
    private volatile boolean draining;
    private volatile FileGeneration current;

    private record Retired(FileGeneration generation, RotationCause cause, long until) {
    }

    /**
     * @param subject what log lines begin with, a property's name for example
     */
    public FileFollower(String subject, Path path, Duration pollInterval, Retention retention, FollowerListener listener) {
        this.path = path;
        this.pollInterval = pollInterval;
        this.retention = retention;
        this.listener = listener;
        this.complaints = new Complaints(subject + ": \"" + path + '"');
        this.unseen = new UnseenGenerations(complaints.subject(), pollInterval);
    }

    /**
     * What is at the path, as of the last look, or null while there is nothing to serve.
     */
    public FileGeneration current() {
        return current;
    }

    Path path() {
        return path;
    }

    /** When the next look is due at the latest, as {@link System#nanoTime()} counts. For the thread that looks. */
    long nextLook() {
        return nextLook;
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
     */
    void look(int creations) {
        long now = System.nanoTime();
        nextLook = now + pollInterval.toNanos();
        lookAtPath(now);
        lookAtRetired(now);
        unseen.look(creations, now);
        draining = !retired.isEmpty();
        if (changed) {
            changed = false;
            listener.changed();
        }
    }

    /** Lets go of what is open. There are no looks afterwards. */
    void close() {
        retired.forEach(r -> r.generation.release());
        retired.clear();
        if (current != null) {
            current.release();
            current = null;
        }
    }

    private void lookAtPath(long now) {
        try {
            FileIdentity identity = FileIdentity.of(path);
            presentAt = now;
            if (current == null) {
                takeBack(identity);
            }
            if (current != null && !current.is(identity)) {
                retire(RotationCause.REPLACED, now);
            }
            if (current != null) {
                examineCurrent(now);
            }
            if (current == null) {
                open();
            }
        } catch (NoSuchFileException e) {
            gone(RotationCause.REMOVED, now);
            // Between the rename and the creation of a rotation there is nothing for a moment, and nothing to complain of
            if (latest == null || now - presentAt > pollInterval.toNanos()) {
                complaints.missing();
            }
        } catch (UnsuitableFileException e) {
            gone(RotationCause.REPLACED, now);
            complaints.unsuitable(e.getReason());
        } catch (AccessDeniedException e) {
            examineUnnamed(now);
            complaints.unsuitable("can't be read: permission denied");
        } catch (IOException e) {
            examineUnnamed(now);
            complaints.unsuitable("can't be read: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException fse && fse.getReason() != null ? fse.getReason() : e.toString();
    }

    private void gone(RotationCause cause, long now) {
        if (current != null) {
            retire(cause, now);
        }
    }

    /** The path can't be asked just now; what is open is still what it was. */
    private void examineUnnamed(long now) {
        if (current != null) {
            examineCurrent(now);
        }
    }

    private void open() throws IOException {
        long number = latest == null ? 1 : latest.number() + 1;
        FileGeneration generation = FileGeneration.open(path, number);
        long size = generation.channel().size();
        if (!generation.fingerprint.moveTo(size, generation.channel())) {
            generation.release(); // truncated as it was opened: the next look finds it as it is then
            nextLook = System.nanoTime();
            return;
        }
        generation.publishFirst(size);
        if (latest != null && retention == Retention.CHAIN) {
            latest.link(generation);
        }
        if (!isRewriteOf(latest, generation)) {
            unseen.seen();
        }
        latest = generation;
        current = generation;
        changed = true;
        complaints.served();
    }

    /** A file of the same identity may as well be a new one, which was given the number of one that had been deleted. */
    private static boolean isRewriteOf(FileGeneration before, FileGeneration generation) {
        return before != null && generation.is(before.identity()) && before.end() != null && before.end().cutsOff();
    }

    private void retire(RotationCause cause, long now) {
        long until = now + pollInterval.toNanos();
        retired.add(new Retired(current, cause, until));
        current = null;
        changed = true;
        LOG.infof("%s %s; its generation %d has %d bytes", complaints.subject(), cause, latest.number(), latest.limit());
    }

    /** A directory that was moved away and back: the same file is at the path again. */
    private void takeBack(FileIdentity identity) {
        Retired last = retired.isEmpty() ? null : retired.get(retired.size() - 1);
        if (last != null && last.generation == latest && latest.is(identity)) {
            retired.remove(retired.size() - 1);
            current = latest;
            changed = true;
            unseen.seen();
            complaints.served();
        }
    }

    private void examineCurrent(long now) {
        RotationCause broken = examine(current, now);
        if (broken != null) {
            FileGeneration ended = current;
            current = null;
            LOG.infof("%s %s; its generation %d had %d bytes", complaints.subject(), broken, ended.number(), ended.limit());
            end(ended, broken);
        }
    }

    private void lookAtRetired(long now) {
        for (Iterator<Retired> each = retired.iterator(); each.hasNext();) {
            Retired r = each.next();
            RotationCause broken = examine(r.generation, now);
            if (broken != null || isOver(r, now)) {
                each.remove();
                end(r.generation, broken == null ? r.cause : broken);
            } else if (retention != Retention.KEEP) {
                lookNoLaterThan(r.until);
            }
        }
    }

    private boolean isOver(Retired r, long now) {
        return !r.generation.isReadByOthers() || retention != Retention.KEEP && r.until - now <= 0;
    }

    private void end(FileGeneration generation, RotationCause cause) {
        generation.end(cause);
        changed = true;
        listener.ended(generation);
        generation.release();
    }

    /**
     * Publishes what has grown.
     *
     * @return why the generation is not what it was, or null if it is
     */
    private RotationCause examine(FileGeneration generation, long now) {
        try {
            long size = generation.channel().size();
            if (size < generation.limit()) {
                return examineShrunk(generation, now);
            }
            boolean grown = size > generation.limit();
            if (!(grown ? generation.fingerprint.moveTo(size, generation.channel())
                    : generation.fingerprint.matches(generation.channel()))) {
                return RotationCause.REWRITTEN;
            }
            if (generation.isSuspended()) {
                generation.suspend(false);
                changed = true;
            }
            if (grown) {
                generation.publish(size);
                changed = true;
            }
            return null;
        } catch (IOException e) {
            complaints.unsuitable("can't be read: " + reason(e));
            return RotationCause.FAILED;
        }
    }

    private RotationCause examineShrunk(FileGeneration generation, long now) {
        long doubt = Math.min(SHRINK_DOUBT.toNanos(), pollInterval.toNanos() / 2);
        if (!generation.isSuspended()) {
            generation.suspend(true);
            generation.shrunkSince = now;
        } else if (now - generation.shrunkSince >= doubt) {
            return RotationCause.TRUNCATED;
        }
        lookNoLaterThan(generation.shrunkSince + doubt);
        return null;
    }

    private void lookNoLaterThan(long time) {
        if (time - nextLook < 0) {
            nextLook = time;
        }
    }
}
