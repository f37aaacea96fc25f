package io.quarkiverse.tailsrv.runtime.messaging.position;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.messaging.TailPositionStore;

/**
 * A file with one position. It is always whole, after a power cut too: another file is written and synced, and then takes its
 * place.
 */
public final class PositionFile implements TailPositionStore {

    private final Path file;
    private final Path prepared;

    /**
     * @throws IllegalArgumentException if there can be no such file
     */
    public PositionFile(Path file) {
        this.file = file.toAbsolutePath();
        this.prepared = this.file.resolveSibling(file.getFileName() + ".new");
        if (Files.isDirectory(this.file)) {
            throw new IllegalArgumentException("is a directory; set the path of a file in it");
        }
        Path directory = this.file.getParent();
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new IllegalArgumentException("can't be written: " + directory
                    + " has to be a directory that this process may write to; make it one, or set another path");
        }
    }

    @Override
    public Optional<TailPosition> load(String source) throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(TailPosition.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " has no position in it but \"" + text
                    + "\"; remove the file to begin anew, or set another one", e);
        }
    }

    @Override
    public void save(String source, TailPosition position) throws IOException {
        ByteBuffer text = StandardCharsets.US_ASCII.encode(position + "\n");
        try (FileChannel channel = FileChannel.open(prepared, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(prepared, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory();
    }

    /** Otherwise a power cut could bring the earlier file back. */
    private void syncDirectory() throws IOException {
        try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
