package io.quarkiverse.tailsrv.runtime.follower;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.file.DeclaredSize;
import io.quarkiverse.tailsrv.runtime.file.FileStatus;
import io.quarkiverse.tailsrv.runtime.file.PathCheck;

/**
 * Checks whether a generation's file was changed, and publishes what has been appended. Owned by a follower.
 */
final class Examiner {

    /** An odd size must be confirmed so much later: a network file system may tell an old one, or one ahead of its bytes. */
    private static final Duration SIZE_DOUBT = Duration.ofMillis(50);

    /** Reading must fail for so long before it counts: a network or a disk may recover, and nobody is sent anything wrong. */
    private static final Duration ERROR_DOUBT = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(Examiner.class.getPackageName());

    private final Preview preview = new Preview();
    private final PathCheck pathCheck;
    private final Duration sizeDoubt;

    Examiner(Duration pollInterval, PathCheck pathCheck) {
        this.pathCheck = pathCheck;
        Duration halfInterval = pollInterval.dividedBy(2);
        this.sizeDoubt = SIZE_DOUBT.compareTo(halfInterval) < 0 ? SIZE_DOUBT : halfInterval;
    }

    /** How long a size is doubted that does not go with what was read. */
    Duration sizeDoubt() {
        return sizeDoubt;
    }

    /**
     * Whether another file with the same identity is at the path. To be asked before the generation is examined: its file may
     * seem to have grown to the length of the other one.
     */
    boolean isReplaced(FileGeneration generation, FileStatus found, Look look) {
        if (generation.isIdentityReliable()) {
            return false;
        }
        boolean explained = look.trigger() == LookTrigger.EVENT;
        boolean other = pathCheck.isDue(found, look.creations() > 0, explained, look.now)
                && pathCheck.isOther(found, generation.channel(), generation.fingerprint);
        if (pathCheck.isPutOff()) {
            look.nextNoLaterThan(look.now + sizeDoubt.toNanos());
        }
        return other;
    }

    /**
     * @return how a replaced generation ends: whether its readers can still be sent the rest of it
     */
    RotationCause examineReplaced(FileGeneration generation) {
        try {
            return generation.fingerprint.matches(generation.channel()) ? RotationCause.REPLACED : RotationCause.REWRITTEN;
        } catch (IOException e) {
            LOG.debugf(e, "Generation %s can't be read now that it is replaced", generation.number());
            return RotationCause.REWRITTEN;
        }
    }

    /**
     * @return what happened to the file, or null if it is intact
     */
    RotationCause examine(FileGeneration generation, Look look) {
        try {
            long size = generation.channel().size();
            RotationCause changed = size < generation.limit() ? examineShrunk(generation, look)
                    : examineWhole(generation, size, look);
            generation.failure = null;
            generation.failing.end();
            return changed;
        } catch (IOException e) {
            return examineFailing(generation, e, look);
        }
    }

    private static RotationCause examineFailing(FileGeneration generation, IOException failure, Look look) {
        generation.failure = failure;
        boolean stays = generation.failing.lasts(look, ERROR_DOUBT) || failure instanceof ClosedChannelException;
        return stays ? RotationCause.FAILED : null;
    }

    /** How many bytes have been appended that are not published. */
    long unpublished(FileGeneration generation) {
        try {
            return generation.channel().size() - generation.limit();
        } catch (IOException e) {
            LOG.debugf(e, "The size of generation %s is not known", generation.number());
            return 0;
        }
    }

    /** Publishes what has been appended. Publishes nothing if the file is not intact or can't be read. */
    void publishGrowth(FileGeneration generation, Look look) {
        try {
            if (!generation.isSuspended()) {
                grow(generation, generation.channel().size(), look);
            }
        } catch (IOException e) {
            LOG.debugf(e, "Publishing growth of generation %s failed", generation.number());
        }
    }

    /** Whether the file can be read, and is as it was published, as far as length and fingerprint tell. */
    boolean isUnchanged(FileGeneration generation) {
        try {
            return generation.isReadable() && !generation.isSuspended() && generation.channel().size() == generation.limit()
                    && generation.fingerprint.matches(generation.channel());
        } catch (IOException e) {
            LOG.debugf(e, "Generation %s can't be read after a write", generation.number());
            return false;
        }
    }

    private boolean grow(FileGeneration generation, long size, Look look) throws IOException {
        if (size <= generation.limit()) {
            return false;
        }
        preview.read(generation, size, look.now);
        boolean grown = generation.fingerprint.moveTo(size, generation.channel());
        if (grown) {
            generation.publishFresh(size);
            look.growth();
        }
        return grown;
    }

    private RotationCause examineWhole(FileGeneration generation, long size, Look look) throws IOException {
        if (!grow(generation, size, look) && !generation.fingerprint.matches(generation.channel())) {
            boolean shrunk = generation.channel().size() < generation.limit(); // meanwhile
            return shrunk ? examineShrunk(generation, look) : RotationCause.REWRITTEN;
        }
        examineSize(generation, size, look);
        generation.shrunk.end();
        if (generation.isSuspended()) {
            generation.suspend(false);
            look.change();
        }
        return null;
    }

    /** Only bytes that do not come count: on FUSE and network file systems, they may come later than the size. */
    private void examineSize(FileGeneration generation, long size, Look look) throws IOException {
        boolean odd = size == 0 || size > generation.limit();
        if (!odd || generation.oddSize < 0 || hasCome(generation, size)) {
            generation.oddSize = odd ? size : -1;
            generation.oddSince = look.now;
            generation.contradiction = null;
        } else if (look.now - generation.oddSince >= sizeDoubt.toNanos()) {
            generation.contradiction = DeclaredSize.contradiction(generation.channel(), generation.limit());
        }
    }

    /** Whether what was odd before is not any more. */
    private static boolean hasCome(FileGeneration generation, long size) throws IOException {
        long before = generation.oddSize;
        return before == 0 ? size > 0 : size == 0 || DeclaredSize.canReadAt(before - 1, generation.channel());
    }

    private RotationCause examineShrunk(FileGeneration generation, Look look) {
        generation.suspend(true);
        return generation.shrunk.lasts(look, sizeDoubt) ? RotationCause.TRUNCATED : null;
    }
}
