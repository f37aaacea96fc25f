package io.quarkiverse.tailsrv.runtime.watch;

import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Who has subscribed to the events of one directory, and how many events are of use to them. The events are counted by the
 * thread that takes them.
 */
final class DirectoryWatch {

    /**
     * So many useless events a second, for each subscription, cost more than glances at its file do: an event takes some 6
     * microseconds.
     */
    static final int NOISE = 2_000;

    /** While one of so many events is of use, they are worth their cost. */
    private static final int WORTH = 100;

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<DirectorySubscription> subscriptions = new CopyOnWriteArrayList<>();

    /** How many subscriptions there are to each name. */
    private final Map<Path, Integer> names = new ConcurrentHashMap<>();
    private long begin = System.nanoTime();
    private long useful;
    private long useless;

    void add(DirectorySubscription subscription) {
        subscriptions.add(subscription);
        names.merge(subscription.entry().name(), 1, Integer::sum);
    }

    void remove(DirectorySubscription subscription) {
        if (subscriptions.remove(subscription)) {
            names.computeIfPresent(subscription.entry().name(), (name, count) -> count == 1 ? null : count - 1);
        }
    }

    List<DirectorySubscription> subscriptions() {
        return subscriptions;
    }

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
        for (WatchEvent<?> event : events) { // no stream: this runs for each appended line
            if (ofUse && event.context() instanceof Path name && names.containsKey(name)) {
                useful += event.count();
            } else {
                useless += event.count();
            }
        }
        return useless >= (long) NOISE * subscriptions.size() && useless >= WORTH * useful;
    }
}
