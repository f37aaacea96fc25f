package io.quarkiverse.tailsrv.runtime.thread;

import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

/**
 * A logger whose lines are written by a thread of their own, in order. A log may block, for example a console that nobody
 * reads. Looks at files and event loops must not wait for it. The thread exists only while there are lines. For any thread.
 */
public final class AsyncLog {

    private record Line(Logger logger, Logger.Level level, String text, Throwable cause) {
    }

    /** Lines that may wait to be written. Further ones are counted, and not written. */
    private static final int MAX_WAITING = 1000;
    private static final long FLUSH_MILLIS = TimeUnit.SECONDS.toMillis(1);

    private static final Queue<Line> LINES = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger WAITING = new AtomicInteger();
    private static final AtomicInteger LOST = new AtomicInteger();
    private static volatile Thread writer;

    private final Logger logger;

    private AsyncLog(Logger logger) {
        this.logger = logger;
    }

    /** The log of the user's package. */
    public static AsyncLog of(Class<?> user) {
        return new AsyncLog(Logger.getLogger(user.getPackageName()));
    }

    /** Costs next to nothing if the level is not on. */
    public void debugf(String format, Object... arguments) {
        if (logger.isDebugEnabled()) {
            write(Logger.Level.DEBUG, null, format, arguments);
        }
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
        String text = OneLine.of(String.format(Locale.ROOT, format, arguments)); // now, and with digits that can be copied
        if (WAITING.get() >= MAX_WAITING) {
            LOST.incrementAndGet();
            return;
        }
        LINES.add(new Line(logger, level, text, cause));
        if (WAITING.getAndIncrement() == 0) {
            startWriter();
        }
    }

    private static void startWriter() {
        try {
            Thread thread = OnDemandThread.daemon(() -> takeAll(AsyncLog::write), "tailsrv-log");
            writer = thread;
            thread.start();
        } catch (OutOfMemoryError e) { // no thread can be had
            takeAll(line -> LOST.incrementAndGet());
        }
    }

    private static void takeAll(Consumer<Line> target) {
        do {
            target.accept(LINES.remove());
        } while (WAITING.decrementAndGet() > 0);
    }

    private static void write(Line line) {
        try {
            line.logger.log(line.level, line.text, line.cause);
            int lost = WAITING.get() == 1 ? LOST.getAndSet(0) : 0;
            if (lost > 0) {
                line.logger.warnf("The log was blocked: %s lines of this extension are missing here", lost);
            }
        } catch (RuntimeException | Error e) { // of a handler of the application's; the lines behind this one have to go on
            LOST.incrementAndGet();
        }
    }

    /** Waits until all lines so far are written, but no longer than a second. */
    public static void flush() {
        Thread last = writer;
        try {
            if (last != null) {
                last.join(FLUSH_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
