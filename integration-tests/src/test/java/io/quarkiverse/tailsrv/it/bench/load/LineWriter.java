package io.quarkiverse.tailsrv.it.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Appends lines at a steady rate, to each file in turn.
 */
public final class LineWriter implements AutoCloseable {

    /** A sleep may take that much longer than it was meant to, so the last bit of each wait is spent awake. */
    private static final long OVERSLEEP_NANOS = 60_000;

    /** What times in lines count from. */
    private static final long ORIGIN = System.nanoTime();

    private final List<FileChannel> files = new ArrayList<>();
    private final ByteBuffer line = Line.blank();

    public LineWriter(Path... paths) throws IOException {
        for (Path path : paths) {
            files.add(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        }
    }

    static long now() {
        return System.nanoTime() - ORIGIN;
    }

    /** Appends a line to each of them. */
    public void write() throws IOException {
        for (FileChannel file : files) {
            write(file);
        }
    }

    private void write(FileChannel file) throws IOException {
        Line.stamp(line, now());
        while (line.hasRemaining()) {
            file.write(line);
        }
    }

    /**
     * @param linesPerSecond to all of them together
     * @return how many lines it has written, in the end
     */
    Worker<Long> start(int linesPerSecond, Duration duration) {
        return Worker.start("writer", () -> write(linesPerSecond, linesPerSecond * duration.toMillis() / 1000));
    }

    private long write(int linesPerSecond, long count) throws IOException {
        long begin = System.nanoTime();
        for (long i = 0; i < count; i++) {
            awaitTime(begin + i * TimeUnit.SECONDS.toNanos(1) / linesPerSecond);
            write(files.get((int) (i % files.size())));
        }
        return count;
    }

    private static void awaitTime(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            if (left > OVERSLEEP_NANOS) {
                LockSupport.parkNanos(left - OVERSLEEP_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (FileChannel file : files) {
            file.close();
        }
    }
}
