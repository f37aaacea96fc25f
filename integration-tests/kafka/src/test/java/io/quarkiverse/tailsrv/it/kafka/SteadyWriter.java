package io.quarkiverse.tailsrv.it.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Appends lines at a steady rate, on a thread of its own.
 */
final class SteadyWriter implements AutoCloseable {

    private static final int TICKS = 50; // a second

    private final NumberedLines lines;
    private final int linesATick;
    private final int last;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> ticks;

    /**
     * @param last the number of the last line to write
     */
    SteadyWriter(NumberedLines lines, int linesASecond, int last) {
        this.lines = lines;
        this.linesATick = Math.max(1, linesASecond / TICKS);
        this.last = last;
        this.ticks = thread.scheduleAtFixedRate(this::tick, 0, 1000 / TICKS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            lines.append(Math.min(linesATick, last - lines.last()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Between two lines. Waits for it. */
    void rotate() throws Exception {
        thread.submit(() -> {
            lines.rotate();
            return null;
        }).get();
    }

    boolean done() {
        return lines.last() >= last || ticks.isDone();
    }

    /** Writes no more. */
    @Override
    public void close() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(1, TimeUnit.MINUTES);
    }
}
