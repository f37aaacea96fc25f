package io.quarkiverse.tailsrv.runtime.watch;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

/**
 * Has one file looked at by the threads for slow files, so that other files do not wait. However many looks are requested
 * before one begins, it is one task. For any thread.
 */
final class SlowLooks {

    private static final Logger LOG = Logger.getLogger(SlowLooks.class.getPackageName());

    private final Executor threads;
    private final Runnable look;
    private final AtomicBoolean requested = new AtomicBoolean();

    SlowLooks(Executor threads, Runnable look) {
        this.threads = threads;
        this.look = look;
    }

    /** Looks soon, or at once on this thread if no other one can be had. */
    void request() {
        if (requested.compareAndSet(false, true)) {
            try {
                threads.execute(this::run);
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.debugf(e, "No other thread can be had for a look");
                run();
            }
        }
    }

    private void run() {
        requested.set(false); // before the look, so that it is no answer to what is requested from now on
        look.run();
    }
}
