package io.quarkiverse.tailsrv.runtime.devui;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The views of all pages. A page that is closed does not say so: a view that nobody asks any more lets go of its file.
 */
final class FileViews {

    private final ScheduledExecutorService timer;
    private final long leaseNanos;
    private final Map<String, Lease> leases = new HashMap<>();
    private boolean closed;

    /**
     * @param timer its threads may block
     * @param leaseNanos how long a view stays when it is not asked
     */
    FileViews(ScheduledExecutorService timer, long leaseNanos) {
        this.timer = timer;
        this.leaseNanos = leaseNanos;
    }

    /** The view of that name. A new one if there is none, or none any more. */
    synchronized FileView get(String name, Supplier<FileView> create) {
        Lease lease = leases.get(name);
        if (lease == null) {
            lease = new Lease(create.get());
            if (closed) {
                lease.view.close();
                return lease.view;
            }
            leases.put(name, lease);
            expireIn(leaseNanos, name);
        }
        lease.askedAt = System.nanoTime();
        return lease.view;
    }

    synchronized void close() {
        closed = true;
        leases.values().forEach(lease -> lease.view.close()); // which waits for nobody
        leases.clear();
    }

    private void expireIn(long nanos, String name) {
        timer.schedule(() -> expire(name), nanos, TimeUnit.NANOSECONDS);
    }

    private synchronized void expire(String name) {
        Lease lease = leases.get(name);
        if (lease == null) {
            return;
        }
        long left = lease.askedAt + leaseNanos - System.nanoTime();
        if (left > 0) {
            expireIn(left, name);
        } else {
            leases.remove(name).view.close();
        }
    }

    private static final class Lease {

        private final FileView view;
        private long askedAt;

        private Lease(FileView view) {
            this.view = view;
        }
    }
}
