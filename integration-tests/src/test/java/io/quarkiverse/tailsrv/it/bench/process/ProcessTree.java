package io.quarkiverse.tailsrv.it.bench.process;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A process and all that it has started, as far as they were seen: some lose their parents, so they are remembered.
 */
final class ProcessTree {

    private static final Duration FAREWELL = Duration.ofSeconds(15);

    private final Process root;
    private final Set<ProcessHandle> all = new LinkedHashSet<>();

    ProcessTree(Process root) {
        this.root = root;
        all.add(root.toHandle());
    }

    /** Takes note of those that have come. */
    void see() {
        root.descendants().forEach(all::add);
    }

    Usage usage() throws IOException {
        see();
        return Usage.of(all.stream().filter(ProcessHandle::isAlive).map(ProcessHandle::pid).toList());
    }

    /** Asks all of them to end, and waits for the root. */
    void end() {
        see();
        root.destroy();
        all.forEach(ProcessHandle::destroy);
        if (!hasEnded(FAREWELL)) {
            root.destroyForcibly();
        }
    }

    boolean hasEnded(Duration patience) {
        try {
            return root.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
