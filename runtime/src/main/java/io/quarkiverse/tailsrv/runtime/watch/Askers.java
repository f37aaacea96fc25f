package io.quarkiverse.tailsrv.runtime.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who waits for the next look at a file. For any thread.
 */
final class Askers {

    private final Set<Runnable> all = ConcurrentHashMap.newKeySet();

    void add(Runnable asker) {
        all.add(asker);
    }

    /** The asker does not wait any more. */
    void forget(Runnable asker) {
        all.remove(asker);
    }

    /** Removes all of them, and returns them. */
    List<Runnable> drain() {
        if (all.isEmpty()) {
            return List.of();
        }
        List<Runnable> drained = new ArrayList<>();
        all.removeIf(drained::add);
        return drained;
    }
}
