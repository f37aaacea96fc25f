package io.quarkiverse.tailsrv.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A named pipe, which lets nobody read until somebody writes.
 */
public record Fifo(Path path) {

    public static Fifo make(Path path) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
        return new Fifo(path);
    }

    /** Threads that wait for it, or for another one. */
    public static long openers() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("tailsrv-opener")).count();
    }

    /** To open it for both does not block, and lets in those who wait to read. */
    public void release() throws IOException {
        try (FileChannel both = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            await().until(() -> openers() == 0);
            assertThat(both.isOpen()).isTrue();
        }
    }
}
