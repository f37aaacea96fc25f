package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

import io.quarkiverse.tailsrv.runtime.file.FileGeneration;
import io.quarkiverse.tailsrv.runtime.file.OnDemandThreads;

/**
 * Reads a file into the page cache ahead of its connections, so that no event loop waits for a disk, or for a file system
 * that does not answer. One for each server: its few threads wait for its own file only, and end when there is nothing to do.
 */
public final class Warmer implements AutoCloseable {

    private final OnDemandThreads threads = new OnDemandThreads("tailsrv-warmer", 2);
    private final Consumer<IOException> failures;

    /**
     * @param failures told, on a thread of its own, that the file could not be read
     */
    public Warmer(Consumer<IOException> failures) {
        this.failures = failures;
    }

    /**
     * Reads that much, or as much as there is, and tells on a thread of its own whether it could.
     *
     * @param generation retained by the caller
     */
    void warm(FileGeneration generation, long position, long length, Consumer<Boolean> done) {
        generation.retain();
        threads.execute(() -> {
            boolean read = false;
            try {
                read(generation.channel(), position, length);
                read = true;
            } catch (IOException e) {
                failures.accept(e);
            } finally {
                generation.release();
                done.accept(read);
            }
        });
    }

    /** To the null device the kernel hands over its pages, once they are there, without copying them. */
    private static void read(FileChannel channel, long position, long length) throws IOException {
        try (FileChannel nowhere = FileChannel.open(Path.of("/dev/null"), StandardOpenOption.WRITE)) {
            long end = position + length;
            long read = 1;
            for (long at = position; at < end && read > 0; at += read) {
                read = channel.transferTo(at, end - at, nowhere);
            }
        }
    }

    /** Ends the threads. There are no connections any more. */
    @Override
    public void close() {
        threads.close();
    }
}
