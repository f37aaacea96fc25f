package io.quarkiverse.tailsrv.runtime.follower;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.quarkiverse.tailsrv.runtime.file.FileOpener;
import io.quarkiverse.tailsrv.runtime.file.OpenFile;

/**
 * A generation whose limit is set, instead of being found by looks at its file. All of it was appended after it was opened.
 */
public final class SettableGeneration implements AutoCloseable {

    private final Path path;
    private final FileGeneration generation;

    public SettableGeneration(byte[] content) throws IOException {
        path = Files.createTempFile("generation", ".txt");
        generation = FileGeneration.of(1, OpenFile.at(path, new FileOpener()), Runnable::run);
        Files.write(path, content, StandardOpenOption.APPEND);
    }

    public FileGeneration get() {
        return generation;
    }

    public void publish(long limit) {
        generation.publishFresh(limit);
    }

    @Override
    public void close() throws IOException {
        generation.release();
        Files.delete(path);
    }
}
