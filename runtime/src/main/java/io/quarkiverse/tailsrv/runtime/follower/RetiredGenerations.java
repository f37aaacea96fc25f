package io.quarkiverse.tailsrv.runtime.follower;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;

import io.quarkiverse.tailsrv.RotationCause;

/**
 * The generations whose file is no longer at the path, but which are still followed for late writes. Owned by a follower.
 */
final class RetiredGenerations {

    private record Retired(FileGeneration generation, RotationCause cause, long until) {
    }

    private final FollowerOptions options;
    private final Examiner examiner;
    private final FileNotices notices;
    private final List<Retired> all = new ArrayList<>();

    /** One that has ended, kept open a little longer to find out whether it is still written to. Null if there is none. */
    private Retired abandoned;

    RetiredGenerations(FollowerOptions options, Examiner examiner, FileNotices notices) {
        this.options = options;
        this.examiner = examiner;
        this.notices = notices;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void add(FileGeneration generation, RotationCause cause, Look look) {
        generation.retire(true);
        all.add(new Retired(generation, cause, look.now + options.rotationGrace().toNanos()));
    }

    /**
     * @return whether the generation was the last one here; then it is removed
     */
    boolean takeBack(FileGeneration generation) {
        int last = all.size() - 1;
        boolean found = last >= 0 && all.get(last).generation == generation;
        if (found) {
            all.remove(last);
            generation.retire(false);
        }
        return found;
    }

    /**
     * @param current the generation at the path, or null
     * @param end called with each generation that is no longer followed
     */
    void look(Look look, FileGeneration current, BiConsumer<FileGeneration, RotationCause> end) {
        if (abandoned != null && current != null && current.is(abandoned.generation.identity())) {
            letGoOfAbandoned(); // its file is back at the path, and is served from there
        }
        lookAtAbandoned(look);
        for (Iterator<Retired> each = all.iterator(); each.hasNext();) {
            Retired retired = each.next();
            RotationCause broken = examiner.examine(retired.generation, look);
            boolean over = isOver(retired, look);
            if (broken != null) {
                each.remove();
                notices.rotated(broken, retired.generation, look.now);
                end.accept(retired.generation, broken);
            } else if (over && !retired.generation.isSuspended()) {
                each.remove();
                abandon(retired, look);
                end.accept(retired.generation, retired.cause);
            } else if (!over && isTimed()) { // otherwise the look that decides is already due
                look.nextNoLaterThan(retired.until);
            }
        }
    }

    /** Publishes late writes, without a full look. */
    void publishGrowth(Look look) {
        for (Retired retired : all) {
            examiner.publishGrowth(retired.generation, look);
        }
    }

    /** Only one at a time: each has a file open, and its disk space is not freed. */
    private void abandon(Retired retired, Look look) {
        if (abandoned == null && retired.generation.isReadByOthers() && retired.generation.retain()) {
            long until = look.now + options.rotationTime().toNanos();
            abandoned = new Retired(retired.generation, retired.cause, until);
            look.nextNoLaterThan(until);
        }
    }

    private void lookAtAbandoned(Look look) {
        if (abandoned == null) {
            return;
        }
        if (abandoned.until - look.now > 0) {
            look.nextNoLaterThan(abandoned.until);
            return;
        }
        long missed = examiner.unpublished(abandoned.generation);
        if (missed > 0) {
            notices.abandoned(abandoned.generation, missed, look.now);
        }
        letGoOfAbandoned();
    }

    private void letGoOfAbandoned() {
        if (abandoned != null) {
            abandoned.generation.release();
            abandoned = null;
        }
    }

    private boolean isOver(Retired retired, Look look) {
        return !retired.generation.isReadByOthers() || isTimed() && retired.until - look.now <= 0;
    }

    private boolean isTimed() {
        return options.retention() != Retention.KEEP;
    }

    void close() {
        letGoOfAbandoned();
        all.forEach(retired -> retired.generation.release());
        all.clear();
    }
}
