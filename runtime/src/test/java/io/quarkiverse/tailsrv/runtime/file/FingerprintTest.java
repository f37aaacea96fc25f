package io.quarkiverse.tailsrv.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A file that grows, and one that was rewritten meanwhile.
 */
class FingerprintTest {

    @TempDir
    Path directory;

    private final byte[] content = new byte[2000];
    private final Fingerprint fingerprint = new Fingerprint();
    private Path file;
    private FileChannel channel;

    @BeforeEach
    void open() throws IOException {
        new Random(1).nextBytes(content);
        file = Files.write(directory.resolve("app.log"), content);
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 60, 255, 256, 257, 600 })
    void movesStepByStep(int step) throws IOException {
        for (int limit = 0; limit <= content.length; limit += step) {
            assertThat(fingerprint.moveTo(limit, channel)).isTrue();
            assertThat(fingerprint.limit()).isEqualTo(limit);
            assertThat(fingerprint.matches(channel)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({ "100, 160, 0", "100, 160, 99", "1000, 1060, 0", "1000, 1060, 255", "1000, 1060, 744", "1000, 1060, 999",
            "1000, 1256, 744", "1000, 1257, 744", "1000, 1900, 0", "1000, 1900, 999" })
    void staysIfARememberedByteHasChanged(int limit, int newLimit, int changed) throws IOException {
        fingerprint.moveTo(limit, channel);
        flip(changed);
        assertThat(fingerprint.moveTo(newLimit, channel)).isFalse();
        assertThat(fingerprint.limit()).isEqualTo(limit);
        flip(changed);
        assertThat(fingerprint.moveTo(newLimit, channel)).as("it is as it was").isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "1000, 1060, 804", "1000, 1060, 1059", "1000, 1900, 1644", "1000, 1900, 1899" })
    void remembersTheBytesBeforeTheNewLimit(int limit, int newLimit, int changed) throws IOException {
        fingerprint.moveTo(limit, channel);
        fingerprint.moveTo(newLimit, channel);
        flip(changed);
        assertThat(fingerprint.matches(channel)).isFalse();
    }

    @Test
    void staysIfTheFileEndsBefore() throws IOException {
        fingerprint.moveTo(1000, channel);
        assertThat(fingerprint.moveTo(2001, channel)).isFalse();
        channel.truncate(1050);
        assertThat(fingerprint.moveTo(1060, channel)).isFalse();
        assertThat(fingerprint.moveTo(1050, channel)).isTrue();
    }

    private void flip(int index) throws IOException {
        content[index] ^= 1;
        Files.write(file, content);
    }
}
