package io.quarkiverse.tailsrv.runtime.thread;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logging.Logger;

/**
 * A logger whose lines are written by a thread of their own, in order. A log may block, for example a console that nobody
 * reads. Looks at files and event loops must not wait for it. For any thread.
 */
public final class AsyncLog {

    /** Lines that may wait to be written. Further ones are counted, and not written. */
    private static final int MAX_WAITING = 1000;
    private static final long FLUSH_SECONDS = 1;

    private static final OnDemandThread THREAD = new OnDemandThread("tailsrv-log");
    private static final AtomicInteger WAITING = new AtomicInteger();
    private static final AtomicInteger LOST = new AtomicInteger();

    private final Logger logger;

    private AsyncLog(Logger logger) {
        this.logger = logger;
    }

    /** The log of the user's package. */
    public static AsyncLog of(Class<?> user) {
        return new AsyncLog(Logger.getLogger(user.getPackageName()));
    }

    public void infof(String format, Object... arguments) {
        write(Logger.Level.INFO, null, format, arguments);
    }

    public void warnf(String format, Object... arguments) {
        write(Logger.Level.WARN, null, format, arguments);
    }

    public void errorf(Throwable cause, String format, Object... arguments) {
        write(Logger.Level.ERROR, cause, format, arguments);
    }

    private void write(Logger.Level level, Throwable cause, String format, Object... arguments) {
        String line = String.format(Locale.ROOT, format, arguments); // now, and with digits that can be copied
        if (WAITING.incrementAndGet() > MAX_WAITING) {
            lost();
            return;
        }
        try {
            THREAD.execute(() -> write(level, line, cause));
        } catch (RuntimeException | OutOfMemoryError e) { // no thread can be had
            lost();
        }
    }

    private static void lost() {
        WAITING.decrementAndGet();
        LOST.incrementAndGet();
    }

    private void write(Logger.Level level, String line, Throwable cause) {
        try {
            logger.log(level, line, cause);
        } finally {
            int lost = WAITING.decrementAndGet() == 0 ? LOST.getAndSet(0) : 0;
            if (lost > 0) {
                logger.warnf("The log was blocked: %s lines of this extension are missing here", lost);
            }
        }
    }

    /** Waits until all lines so far are written, but no longer than a second. */
    public static void flush() {
        CompletableFuture.runAsync(() -> {
        }, THREAD).completeOnTimeout(null, FLUSH_SECONDS, TimeUnit.SECONDS).join();
    }
}
