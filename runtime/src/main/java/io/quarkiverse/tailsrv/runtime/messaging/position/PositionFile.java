package io.quarkiverse.tailsrv.runtime.messaging.position;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import io.quarkiverse.tailsrv.runtime.thread.OneLine;

/**
 * A file with one position. It is always whole, after a power cut too: another file is written and synced, and then takes its
 * place.
 */
public final class PositionFile implements TailPositionStore {

    private static final int MORE_THAN_A_POSITION = 512;

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

    /** Equal for two paths of the same file, as far as links to its directory can be followed. */
    public Path place() {
        try {
            return file.getParent().toRealPath().resolve(file.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<TailPosition> load(String source) throws IOException {
        String text;
        try {
            text = beginning().strip();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(TailPosition.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " has no position in it but \"" + OneLine.of(text)
                    + "\"; remove the file to begin anew, or set another one", e);
        }
    }

    /** As many bytes as tell whether it is a position. What is none need be neither short nor text. */
    private String beginning() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MORE_THAN_A_POSITION), StandardCharsets.UTF_8);
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
