package io.quarkiverse.tailsrv.runtime.follower;

import java.io.IOException;
import java.time.Duration;

import io.quarkiverse.tailsrv.RotationCause;

/**
 * Compares a generation's file with what is known of it, and publishes what has been appended.
 */
final class Examiner {

    /** A shrink is believed when a look this much later agrees: network file systems serve sizes from a stale cache. */
    private static final Duration SHRINK_DOUBT = Duration.ofMillis(50);

    private final Preview preview = new Preview();
    private final FileNotices notices;
    private final long doubtNanos;

    Examiner(FileNotices notices, Duration pollInterval) {
        this.notices = notices;
        this.doubtNanos = Math.min(SHRINK_DOUBT.toNanos(), pollInterval.toNanos() / 2);
    }

    /**
     * @return why the generation is not what it was, or null if it is
     */
    RotationCause examine(FileGeneration generation, Look look) {
        try {
            long size = generation.channel().size();
            return size < generation.limit() ? examineShrunk(generation, look) : examineWhole(generation, size, look);
        } catch (IOException e) {
            notices.unreadable(e);
            return RotationCause.FAILED;
        }
    }

    /** Publishes what has been appended; if nothing is, there may be any reason for that. */
    void publishGrowth(FileGeneration generation, Look look) {
        try {
            if (!generation.isSuspended()) {
                grow(generation, generation.channel().size(), look);
            }
        } catch (IOException e) {
            FileFollower.LOG.debugf(e, "Publishing growth of generation %d failed", generation.number()); // so will a look
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
            boolean shrunk = generation.channel().size() < generation.limit(); // just now
            return shrunk ? examineShrunk(generation, look) : RotationCause.REWRITTEN;
        }
        if (generation.isSuspended()) {
            generation.suspend(false);
            look.change();
        }
        return null;
    }

    private RotationCause examineShrunk(FileGeneration generation, Look look) {
        if (!generation.isSuspended()) {
            generation.suspend(true);
            generation.shrunkSince = look.now;
        } else if (look.now - generation.shrunkSince >= doubtNanos) {
            return RotationCause.TRUNCATED;
        }
        look.nextNoLaterThan(generation.shrunkSince + doubtNanos);
        return null;
    }
}
