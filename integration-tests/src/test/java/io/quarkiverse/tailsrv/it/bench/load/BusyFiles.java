package io.quarkiverse.tailsrv.it.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Files to which a thread appends, to each in turn, until this is closed.
 */
public final class BusyFiles implements AutoCloseable {

    private static final byte[] TEXT = "A neighbour's line\n".getBytes();

    /** What is due is written after each of them: evenly enough, and asleep meanwhile. */
    private static final Duration PAUSE = Duration.ofNanos(50_000);

    private final List<FileChannel> files = new ArrayList<>();
    private final Worker<Written> writing;
    private volatile boolean closed;

    /**
     * @param perSecond how often something is appended, to all of them together
     */
    public BusyFiles(Path directory, int count, int perSecond) throws IOException {
        for (int i = 0; i < count; i++) {
            files.add(FileChannel.open(Files.createTempFile(directory, "neighbour", ".txt"), StandardOpenOption.APPEND));
        }
        writing = Worker.start("neighbours", () -> write(perSecond));
    }

    /**
     * What has been written.
     *
     * @param micros the CPU time of each write
     */
    public record Written(double perSecond, double micros) {
    }

    private Written write(int perSecond) throws IOException {
        ByteBuffer text = ByteBuffer.allocateDirect(TEXT.length).put(TEXT);
        long begin = System.nanoTime();
        long written = 0;
        while (!closed) {
            long due = (System.nanoTime() - begin) * perSecond / TimeUnit.SECONDS.toNanos(1);
            for (; written < due; written++) {
                files.get((int) (written % files.size())).write(text.rewind());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return new Written(written * 1e9 / (System.nanoTime() - begin),
                ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e3 / written);
    }

    /** Has files written to for so long. */
    public static Written write(Path directory, int count, int perSecond, Duration duration) throws IOException {
        try (BusyFiles files = new BusyFiles(directory, count, perSecond)) {
            LockSupport.parkNanos(duration.toNanos());
            return files.end();
        }
    }

    /** Ends the writing. */
    public Written end() {
        closed = true;
        return writing.result();
    }

    @Override
    public void close() throws IOException {
        try {
            end();
        } finally {
            for (FileChannel file : files) {
                file.close();
            }
        }
    }
}
