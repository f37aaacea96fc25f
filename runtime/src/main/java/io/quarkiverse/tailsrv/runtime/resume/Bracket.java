package io.quarkiverse.tailsrv.runtime.resume;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a file's size: it is more than one number, and not more than another one.
 */
final class Bracket {

    private static final int FIRST_STEP = 4;
    private static final int STEP = 4; // by factors of 16
    private static final int LAST_STEP = 62;

    private long moreThan = -1;
    private long atMost = Long.MAX_VALUE;

    /** The offsets to ask for next, at most that many, ascending. */
    List<Long> questions(int count) {
        List<Long> offsets = new ArrayList<>();
        if (atMost == Long.MAX_VALUE) {
            for (int step = FIRST_STEP; step <= LAST_STEP && offsets.size() < count; step += STEP) {
                if (1L << step > moreThan) {
                    offsets.add(1L << step);
                }
            }
        }
        long width = atMost - moreThan;
        for (int i = 1; i <= count && offsets.size() < count && atMost != Long.MAX_VALUE; i++) {
            offsets.add(moreThan + (long) ((double) width * i / (count + 1)));
        }
        return offsets;
    }

    /** There is a byte at that offset. */
    void found(long offset) {
        moreThan = Math.max(moreThan, offset);
        if (atMost <= moreThan) {
            atMost = Long.MAX_VALUE; // the file has grown
        }
    }

    /** No byte came from that offset. It may have come later: then another one has come from behind it. */
    void notFound(long offset) {
        if (offset > moreThan) {
            atMost = Math.min(atMost, offset);
        }
    }

    /** The greatest offset at which there is a byte; -1 if none is known. */
    long moreThan() {
        return moreThan;
    }

    /** Whether the size is known to this number of bytes. */
    boolean isNarrow(long bytes) {
        return atMost - Math.max(0, moreThan) <= bytes;
    }
}
