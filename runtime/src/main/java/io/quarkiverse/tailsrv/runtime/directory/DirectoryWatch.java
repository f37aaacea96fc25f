package io.quarkiverse.tailsrv.runtime.directory;

import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

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

    /** Those to one name each, so that an event costs no more where many files are served from one directory. */
    private final Map<Path, List<DirectorySubscription>> named = new ConcurrentHashMap<>();
    private final List<DirectorySubscription> patterns = new CopyOnWriteArrayList<>();

    /** Those of which a file that was at the path before is still followed, perhaps under a new name. */
    private final Set<WatchedFile> draining = ConcurrentHashMap.newKeySet();
    private long begin = System.nanoTime();
    private long useful;
    private long useless;

    void add(DirectorySubscription subscription) {
        subscriptions.add(subscription);
        if (subscription.entry().isPattern()) {
            patterns.add(subscription);
        } else {
            named.computeIfAbsent(subscription.entry().name(), name -> new CopyOnWriteArrayList<>()).add(subscription);
        }
    }

    void remove(DirectorySubscription subscription) {
        subscriptions.remove(subscription);
        if (subscriptions.stream().noneMatch(other -> other.file() == subscription.file())) {
            drain(subscription, false);
        }
        patterns.remove(subscription);
        named.computeIfPresent(subscription.entry().name(), (name, all) -> {
            all.remove(subscription);
            return all.isEmpty() ? null : all;
        });
    }

    List<DirectorySubscription> subscriptions() {
        return subscriptions;
    }

    void drain(DirectorySubscription subscription, boolean now) {
        if (now) {
            draining.add(subscription.file());
        } else {
            draining.remove(subscription.file());
        }
    }

    /** Those of which an earlier file is still followed, so that any event may be of it. The set is the caller's own. */
    Set<WatchedFile> draining() {
        return new HashSet<>(draining);
    }

    /**
     * Tells each subscription of the events that concern it: those of its name, or all of them if some were lost, or if it is a
     * pattern and any of them may change its choice.
     *
     * @return whether they concern any
     */
    boolean tell(List<WatchEvent<?>> events, BiConsumer<DirectorySubscription, List<WatchEvent<?>>> told) {
        boolean any = false;
        for (DirectorySubscription pattern : patterns) {
            if (pattern.changesChoice(events)) {
                any = true;
                told.accept(pattern, events);
            }
        }
        for (Map.Entry<Path, List<WatchEvent<?>>> ofName : byName(events).entrySet()) {
            for (DirectorySubscription subscription : named.getOrDefault(ofName.getKey(), List.of())) {
                any = true;
                told.accept(subscription, ofName.getValue());
            }
        }
        return any;
    }

    private Map<Path, List<WatchEvent<?>>> byName(List<WatchEvent<?>> events) {
        if (events.size() == 1 && events.get(0).context() instanceof Path name) { // most often: an appended line
            return Map.of(name, events);
        }
        Map<Path, List<WatchEvent<?>>> byName = new HashMap<>();
        for (WatchEvent<?> event : events) {
            if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
                named.keySet().forEach(name -> byName.put(name, events));
                return byName;
            }
            byName.computeIfAbsent((Path) event.context(), name -> new ArrayList<>()).add(event);
        }
        return byName;
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
            if (ofUse && event.context() instanceof Path name && named.containsKey(name)) {
                useful += event.count();
            } else {
                useless += event.count();
            }
        }
        return useless >= (long) NOISE * subscriptions.size() && useless >= WORTH * useful;
    }
}
