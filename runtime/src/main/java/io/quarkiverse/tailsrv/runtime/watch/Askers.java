package io.quarkiverse.tailsrv.runtime.watch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Who waits for the next look at a file, and for the one that is under way. For any thread, but only the one that looks begins
 * and ends a look.
 */
final class Askers {

    private final Set<Runnable> next = ConcurrentHashMap.newKeySet();
    private final Set<Runnable> current = ConcurrentHashMap.newKeySet();

    void add(Runnable asker) {
        next.add(asker);
    }

    /** The asker does not wait any more. It is not kept, even if the look hangs. */
    void forget(Runnable asker) {
        next.remove(asker);
        current.remove(asker);
    }

    /**
     * A look begins: all who wait now are answered when it is over.
     *
     * @return whether there are any
     */
    boolean lookBegins() {
        move(next, current::add);
        return !current.isEmpty();
    }

    /** The look is over. */
    void answer(Consumer<Runnable> answer) {
        move(current, answer);
    }

    /** The look is over, but was no answer. */
    void waitForTheNext() {
        move(current, next::add);
    }

    private static void move(Set<Runnable> from, Consumer<Runnable> to) {
        from.removeIf(asker -> {
            to.accept(asker);
            return true;
        });
    }
}
