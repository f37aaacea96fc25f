package io.quarkiverse.tailsrv.deployment.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;

/**
 * A file below {@code target} that a test writes and the server serves. A test's class is loaded twice, once beside the
 * application and once within it: both see the same file under the same name.
 */
public final class GrowingFile {

    private static final Path ROOT = Path.of("target", "tailsrv-tests").toAbsolutePath();

    private final Path path;

    private GrowingFile(Path path) {
        this.path = path;
    }

    /** The served file of a test, in a directory of the test's own. */
    public static GrowingFile of(Class<?> test) {
        return new GrowingFile(ROOT.resolve(test.getSimpleName()).resolve("served.log"));
    }

    public GrowingFile sibling(String name) {
        return new GrowingFile(path.resolveSibling(name));
    }

    public Path path() {
        return path;
    }

    /** Makes the directory anew, with this file in it. */
    public GrowingFile create(byte[] content) {
        try {
            clear();
            Files.createDirectories(path.getParent());
            Files.write(path, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public GrowingFile create(String content) {
        return create(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Removes the directory and what an earlier run has left in it. */
    public void clear() {
        try {
            deleteAll(path.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteAll(Path at) throws IOException {
        if (Files.isDirectory(at) && !Files.isSymbolicLink(at)) {
            try (var entries = Files.newDirectoryStream(at)) {
                for (Path entry : entries) {
                    deleteAll(entry);
                }
            }
        }
        Files.deleteIfExists(at);
    }

    public void append(byte[] bytes) throws IOException {
        Files.write(path, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public void append(String text) throws IOException {
        append(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Shorter or longer, in place: what was there is gone. */
    public void overwrite(String text) throws IOException {
        Files.writeString(path, text);
    }

    /** Puts another file in this one's place, in one step. */
    public void replace(byte[] content) throws IOException {
        Path prepared = Files.write(path.resolveSibling("prepared"), content);
        Files.move(prepared, path, StandardCopyOption.ATOMIC_MOVE);
    }

    public void replace(String text) throws IOException {
        replace(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @return the file under its new name */
    public GrowingFile rename(String name) throws IOException {
        GrowingFile renamed = sibling(name);
        Files.move(path, renamed.path, StandardCopyOption.ATOMIC_MOVE);
        return renamed;
    }

    public int size() throws IOException {
        return Math.toIntExact(Files.size(path));
    }

    /** What is in the file from there on. */
    public byte[] bytesFrom(int position) throws IOException {
        byte[] all = Files.readAllBytes(path);
        return Arrays.copyOfRange(all, position, all.length);
    }

    /** The SHA-256 of what is in the file from there on. */
    public String hashFrom(long position) throws IOException {
        var digest = Hashes.sha256();
        try (InputStream in = Files.newInputStream(path)) {
            in.skipNBytes(position);
            byte[] buffer = new byte[1 << 16];
            for (int n; (n = in.read(buffer)) > 0;) {
                digest.update(buffer, 0, n);
            }
        }
        return Hashes.hex(digest);
    }

    /** The SHA-256 of a part of the file. */
    public String hashOf(int position, int length) throws IOException {
        return Hashes.of(Arrays.copyOfRange(Files.readAllBytes(path), position, position + length));
    }

    /** Bytes that look like nothing and are the same at each run. */
    public static byte[] noise(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
