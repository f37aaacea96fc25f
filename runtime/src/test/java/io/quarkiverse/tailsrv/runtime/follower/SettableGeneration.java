package io.quarkiverse.tailsrv.runtime.follower;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.quarkiverse.tailsrv.runtime.file.FileIdentity;
import io.quarkiverse.tailsrv.runtime.file.FileOpener;
import io.quarkiverse.tailsrv.runtime.file.OpenFile;
import io.quarkiverse.tailsrv.runtime.file.Storage;

/**
 * A generation whose limit is set, instead of being found by looks at its file. All of it was appended after it was opened.
 */
public final class SettableGeneration implements AutoCloseable {

    private final Path path;
    private final FileGeneration generation;
    private final Preview preview = new Preview();

    public SettableGeneration(byte[] content) throws IOException {
        path = Files.createTempFile("generation", ".txt");
        generation = FileGeneration.of(1, OpenFile.at(path, new FileOpener()), Runnable::run);
        Files.write(path, content, StandardOpenOption.APPEND);
    }

    /** A generation that is stored like that, and may grow. */
    public SettableGeneration(FileChannel channel, Storage storage) throws IOException {
        path = null;
        generation = FileGeneration.of(1, new OpenFile(channel, new FileIdentity("key"), storage), Runnable::run);
    }

    public FileGeneration get() {
        return generation;
    }

    /** As a look does it that finds the file to be so long. */
    public void grow(long limit) throws IOException {
        preview.read(generation, limit, System.nanoTime());
        generation.publishFresh(limit);
    }

    public void publish(long limit) {
        generation.publishFresh(limit);
    }

    /** As a look does it that finds the file to be shorter, or as long as before. */
    public void suspend(boolean inDoubt) {
        generation.suspend(inDoubt);
    }

    @Override
    public void close() throws IOException {
        generation.release();
        if (path != null) {
            Files.delete(path);
        }
    }
}
