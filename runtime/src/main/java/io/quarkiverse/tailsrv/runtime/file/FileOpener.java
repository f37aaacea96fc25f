package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens files, and gives up one that can't be opened: what was a file when it was looked at may be a fifo by now, and to open
 * that blocks, even for good once something else has taken its place.
 */
public final class FileOpener {

    /** Shorter than the time after which a look is reported as hanging. */
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int MAX_GIVEN_UP = 64;

    private final Duration patience;
    private final int maxGivenUp;
    private final AtomicInteger givenUp = new AtomicInteger();

    public FileOpener() {
        this(PATIENCE, MAX_GIVEN_UP);
    }

    /**
     * @param maxGivenUp how many threads may be left behind, each with a file that may yet open
     */
    FileOpener(Duration patience, int maxGivenUp) {
        this.patience = patience;
        this.maxGivenUp = maxGivenUp;
    }

    /**
     * @throws UnsuitableFileException it has not been opened in time; if it still is, it is closed at once
     */
    public FileChannel open(Path path) throws IOException {
        if (givenUp.get() >= maxGivenUp) {
            throw notOpened(path);
        }
        CompletableFuture<FileChannel> opened = new CompletableFuture<>();
        OnDemandThread.daemon(() -> open(path, opened), "tailsrv-opener").start();
        try {
            return opened.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw notOpened(path);
            }
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw e;
        }
    }

    private void open(Path path, CompletableFuture<FileChannel> opened) {
        givenUp.incrementAndGet(); // as long as it has not been opened
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            if (!opened.complete(channel)) {
                channel.close();
            }
        } catch (IOException | RuntimeException e) {
            opened.completeExceptionally(e);
        } finally {
            givenUp.decrementAndGet();
        }
    }

    private static UnsuitableFileException notOpened(Path path) {
        return new UnsuitableFileException(path, "can't be opened: the system does not answer");
    }
}
