package io.quarkiverse.tailsrv.runtime.cache;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class MappedPagesTest {

    private static final int SIZE = 5 << 20;

    @TempDir
    Path directory;

    private Path file;
    private FileChannel channel;

    @BeforeEach
    void open() throws IOException {
        file = directory.resolve("app.log");
        Files.write(file, new byte[SIZE]);
        channel = FileChannel.open(file, READ);
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
    }

    @Test
    void findsWhatWasWrittenInMemory() {
        await().until(() -> {
            Files.readAllBytes(file); // should it have been dropped
            return MappedPages.resident(channel, 5, SIZE) == SIZE && MappedPages.resident(channel, 5, 6) == 6;
        });
    }

    @Test
    void doesNotFindWhatWasNeverRead() throws IOException {
        Path sparse = directory.resolve("sparse");
        try (FileChannel written = FileChannel.open(Files.createFile(sparse), READ, WRITE)) {
            written.write(ByteBuffer.wrap(new byte[1]), SIZE - 1);
            assertThat(MappedPages.resident(written, 5, SIZE)).isEqualTo(5);
        }
    }

    @Test
    void knowsNothingOfWhatIsNotThere() {
        assertThat(MappedPages.resident(channel, 5, SIZE + 1)).isEqualTo(5);
    }

    @Test
    void leavesNothingMapped() throws IOException {
        MappedPages.resident(channel, 0, SIZE);
        assertThat(MappedPages.areAvailable()).isTrue();
        assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain(file.toString());
    }
}
