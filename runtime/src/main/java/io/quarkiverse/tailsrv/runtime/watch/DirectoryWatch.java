package io.quarkiverse.tailsrv.runtime.watch;

import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

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
    private volatile Set<Path> names = Set.of();
    private long begin = System.nanoTime();
    private long useful;
    private long useless;

    void add(DirectorySubscription subscription) {
        subscriptions.add(subscription);
        findNames();
    }

    void remove(DirectorySubscription subscription) {
        subscriptions.remove(subscription);
        findNames();
    }

    private void findNames() {
        names = subscriptions.stream().map(subscription -> subscription.entry().name()).collect(Collectors.toSet());
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
            if (ofUse && event.context() instanceof Path name && names.contains(name)) {
                useful += event.count();
            } else {
                useless += event.count();
            }
        }
        return useless >= (long) NOISE * subscriptions.size() && useless >= WORTH * useful;
    }
}
