package io.quarkiverse.tailsrv.runtime.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.client.TailClientException;
import io.quarkiverse.tailsrv.client.TailMirrorProgress;
import io.quarkiverse.tailsrv.runtime.mirror.FileMirror;
import io.quarkiverse.tailsrv.runtime.thread.BlockedLog;

class MirrorFailuresTest {

    private static final String FULL = "full; it is tried again";

    @TempDir
    Path directory;

    private final BlockedLog log = new BlockedLog(MirrorFailures.class);
    private Path copy;
    private MirrorFailures failures;

    @BeforeEach
    void begin() {
        log.unblock();
        copy = directory.resolve("copy.log");
        failures = new MirrorFailures(new FileMirror(null, copy)); // which is not subscribed to
    }

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void areLoggedOnceWhileTheCopyIsOnlyComparedAgain() throws IOException {
        fail("full", 5);
        progress(1, 3);
        fail("full", 5);
        progress(1, 5);
        fail("full", 5);
        assertThat(log.lines()).containsExactly(FULL);
    }

    @Test
    void areLoggedOnceIfSomeBytesAreWrittenBeforeTheFailure() throws IOException {
        fail("full", 5);
        fail("full", 7);
        progress(1, 6);
        progress(1, 7);
        fail("full", 7);
        assertThat(log.lines()).containsExactly(FULL);
    }

    @Test
    void areLoggedAgainAfterProgress() throws IOException {
        fail("full", 5);
        progress(1, 6);
        fail("full", 6);
        assertThat(log.lines()).containsExactly(FULL, FULL);
    }

    @Test
    void areLoggedAgainForTheNextFile() throws IOException {
        fail("full", 5);
        progress(2, 1);
        fail("full", 5);
        assertThat(log.lines()).containsExactly(FULL, FULL);
    }

    @Test
    void areLoggedAgainIfTheCopyWasDeleted() throws IOException {
        fail("full", 5);
        progress(1, 3); // of the new one
        fail("full", 3);
        assertThat(log.lines()).containsExactly(FULL, FULL);
    }

    @Test
    void areLoggedWhereThereIsNoCopy() {
        failures.failed(new TailClientException("no directory"));
        failures.failed(new TailClientException("no directory"));
        assertThat(log.lines()).containsExactly("no directory; it is tried again");
    }

    @Test
    void areLoggedIfTheyHaveNoWords() {
        failures.failed(new OutOfMemoryError());
        assertThat(log.lines())
                .containsExactly("The copy \"" + copy + "\" fails: java.lang.OutOfMemoryError; it is tried again");
    }

    @Test
    void areLoggedIfTheyAreOthers() throws IOException {
        fail("full", 5);
        fail("read only", 5);
        assertThat(log.lines()).containsExactly(FULL, "read only; it is tried again");
    }

    private void fail(String message, int length) throws IOException {
        Files.write(copy, new byte[length]);
        failures.failed(new TailClientException(message));
    }

    private void progress(long generation, long length) {
        failures.progressed(new TailMirrorProgress(generation, length));
    }
}
