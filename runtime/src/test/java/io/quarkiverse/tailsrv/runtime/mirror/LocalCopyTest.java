package io.quarkiverse.tailsrv.runtime.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.client.TailFingerprint;
import io.quarkiverse.tailsrv.client.TailPosition;

/**
 * Where a copy is continued, and by whom.
 */
class LocalCopyTest {

    private static final String TAKEN = "another mirror writes it; give each a copy of its own";

    @TempDir
    Path directory;

    private LocalCopy copy;

    @AfterEach
    void close() throws IOException {
        copy.close();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 100, 255, 256, 257, 500, 1023, 1024, 1025 })
    void isContinuedBeforeWhatMayNotHaveBeenSynced(int offset) throws IOException {
        byte[] bytes = new byte[LocalCopy.MAX_UNSYNCED + offset];
        new Random(1).nextBytes(bytes);
        Files.write(path(), bytes);
        open();
        byte[] head = Arrays.copyOf(bytes, Math.min(1024, offset));
        byte[] last = Arrays.copyOfRange(bytes, Math.max(0, offset - 256), offset);
        assertThat(copy.position()).isEqualTo(TailPosition.of(1, offset, TailFingerprint.of(head, 0, head.length),
                TailFingerprint.of(last, 0, last.length)));
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 100, LocalCopy.MAX_UNSYNCED - 1, LocalCopy.MAX_UNSYNCED })
    void isComparedFromItsFirstByteIfItIsShort(int length) throws IOException {
        Files.write(path(), new byte[length]);
        open();
        assertThat(copy.position()).isEqualTo(TailPosition.start());
    }

    @Test
    void isForOneMirrorWhateverElseIsDoneToIt() throws IOException {
        open();
        assertThat(Files.readAllBytes(path())).isEmpty();
        LocalCopy second = newCopy();
        assertThatThrownBy(second::open).hasMessage(TAKEN);
        second.close();
        assertThat(OtherProcess.open(path())).isEqualTo(TAKEN);
        copy.close();
        assertThat(OtherProcess.open(path())).isEqualTo("open");
    }

    private void open() throws IOException {
        copy = newCopy();
        copy.open();
    }

    private LocalCopy newCopy() {
        return new LocalCopy(path(), new RotatedCopies(path(), 7));
    }

    private Path path() {
        return directory.resolve("copy.log");
    }
}
