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

import io.quarkiverse.tailsrv.runtime.thread.FreeThreads;

/**
 * Opens files with a timeout. A regular file may be replaced by a fifo before it is opened, and opening a fifo may block for
 * ever.
 */
public final class FileOpener {

    /** Shorter than the time after which a look is reported as hanging. */
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int MAX_GIVEN_UP = 64;

    private static final FreeThreads THREADS = new FreeThreads("tailsrv-opener");

    private final Duration patience;
    private final int maxGivenUp;
    private final AtomicInteger givenUp = new AtomicInteger();

    public FileOpener() {
        this(PATIENCE, MAX_GIVEN_UP);
    }

    /**
     * @param maxGivenUp how many timed-out threads may still try to open a file
     */
    FileOpener(Duration patience, int maxGivenUp) {
        this.patience = patience;
        this.maxGivenUp = maxGivenUp;
    }

    /**
     * @throws UnsuitableFileException if the file is not opened in time; if it opens later, it is closed at once
     */
    public FileChannel open(Path path) throws IOException {
        if (givenUp.get() >= maxGivenUp) {
            throw notOpened(path);
        }
        CompletableFuture<FileChannel> opened = new CompletableFuture<>();
        THREADS.execute(() -> open(path, opened));
        try {
            return opened.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw notOpened(path);
            }
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private void open(Path path, CompletableFuture<FileChannel> opened) {
        givenUp.incrementAndGet(); // until it is open
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            if (!opened.complete(channel)) {
                channel.close();
            }
        } catch (IOException | RuntimeException | Error e) {
            opened.completeExceptionally(e);
        } finally {
            givenUp.decrementAndGet();
        }
    }

    private static UnsuitableFileException notOpened(Path path) {
        return new UnsuitableFileException(path, "can't be opened: the system does not answer");
    }
}
