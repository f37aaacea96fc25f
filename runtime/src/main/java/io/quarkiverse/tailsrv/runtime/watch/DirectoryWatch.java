package io.quarkiverse.tailsrv.runtime.watch;

import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.nio.file.WatchEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Who has subscribed to the events of one directory, and how many events are of no use to them. Those are counted by the thread
 * that takes the events.
 */
final class DirectoryWatch {

    /**
     * So many useless events a second, for each subscription, cost more than a hundred looks at its file: an event takes some 6
     * microseconds, a look less than 30.
     */
    static final int NOISE = 2_000;

    /** While one of so many events is of use, they are worth their cost. */
    private static final int WORTH = 100;

    /** How many events the JDK gathers for a directory before it says only that there were too many. */
    private static final int OVERFLOWN = 512;

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    final List<DirectorySubscription> subscriptions = new CopyOnWriteArrayList<>();

    private long begin = System.nanoTime();
    private long useful;
    private long useless;

    /**
     * @param ofUse whether any of the events concerns a subscription
     * @return whether nearly all events of this second are useless, and so many that looks are cheaper
     */
    boolean isNoisy(List<WatchEvent<?>> events, boolean ofUse) {
        long now = System.nanoTime();
        if (now - begin > SECOND_NANOS) {
            begin = now;
            useful = 0;
            useless = 0;
        }
        boolean overflow = false;
        for (WatchEvent<?> event : events) { // no stream: this runs for each appended line
            overflow |= event.kind() == OVERFLOW;
            useless += event.kind() == OVERFLOW ? OVERFLOWN : event.count();
        }
        useful += ofUse && !overflow ? 1 : 0;
        return useless >= (long) NOISE * subscriptions.size() && useless >= WORTH * useful;
    }
}
