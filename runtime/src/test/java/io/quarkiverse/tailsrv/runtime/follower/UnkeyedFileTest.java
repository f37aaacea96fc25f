package io.quarkiverse.tailsrv.runtime.follower;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.selection.SingleFile;

/**
 * A file system without device and inode, such as those of Windows. Here it is a ZIP file.
 */
class UnkeyedFileTest implements FollowerListener {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final String OLD = "a line of the old file\n";

    @TempDir
    Path directory;

    private FileSystem zip;
    private Path file;
    private FileFollower follower;
    private FileGeneration old;
    private final List<RotationCause> left = new ArrayList<>();

    @Override
    public void changed() {
        // the tests look for themselves
    }

    @Override
    public void ended(FileGeneration generation) {
        // as above
    }

    @Override
    public void left(FileGeneration generation, RotationCause cause) {
        left.add(cause);
    }

    @BeforeEach
    void open() throws IOException {
        zip = FileSystems.newFileSystem(directory.resolve("files.zip"), Map.of("create", "true"));
        file = Files.writeString(zip.getPath("/app.log"), OLD);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(10)));
        assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey()).isNull();
        follower = new FileFollower("test", new SingleFile(file), new FollowerOptions(POLL, POLL, Retention.DRAIN), this);
        follower.look(0, LookTrigger.POLL);
        old = follower.current();
        assertThat(old.retain()).isTrue();
        follower.look(0, LookTrigger.POLL);
        assertThat(follower.current()).as("not changed").isSameAs(old);
    }

    @AfterEach
    void close() throws IOException {
        old.release();
        follower.close();
        zip.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "short\n", "a line of the new file\n", "a line of the new file, which is longer\n",
            OLD + "and more\n", "" })
    void isToldFromTheOneThatReplacesIt(String content) throws IOException {
        Files.move(Files.writeString(zip.getPath("/prepared"), content), file, StandardCopyOption.REPLACE_EXISTING);
        follower.look(0, LookTrigger.POLL);
        assertRotatedTo(content);
        assertThat(left).containsExactly(RotationCause.REPLACED);
        assertThat(old.end()).isEqualTo(RotationCause.REPLACED);
        assertThat(published(old)).as("for a client that is behind").isEqualTo(OLD);
    }

    @ParameterizedTest
    @ValueSource(strings = { "short\n", "a line of the new file\n", "a line of the new file, which is longer\n" })
    void isToldFromTheNextOneAfterItWasRenamed(String content) throws IOException {
        Files.move(file, zip.getPath("/app.log.1"));
        follower.look(0, LookTrigger.POLL);
        assertThat(follower.current()).isNull();
        Files.writeString(file, content);
        follower.look(0, LookTrigger.POLL);
        assertRotatedTo(content);
        assertThat(published(old)).isEqualTo(OLD);
    }

    @Test
    void isTakenBackWhenItIsRenamedBack() throws IOException {
        Path renamed = Files.move(file, zip.getPath("/app.log.1"));
        follower.look(0, LookTrigger.POLL);
        Files.move(renamed, file);
        follower.look(0, LookTrigger.POLL);
        assertThat(follower.current()).isSameAs(old);
    }

    private void assertRotatedTo(String content) throws IOException {
        assertThat(follower.current()).isNotNull().isNotSameAs(old);
        assertThat(follower.current().number()).isEqualTo(2);
        assertThat(published(follower.current())).isEqualTo(content);
    }

    private static String published(FileGeneration generation) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) generation.readableLimit());
        generation.channel().read(bytes, 0);
        return new String(bytes.array());
    }
}
