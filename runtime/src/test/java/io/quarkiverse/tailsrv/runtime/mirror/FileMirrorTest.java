package io.quarkiverse.tailsrv.runtime.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.client.TailClientException;
import io.quarkiverse.tailsrv.client.TailMirror;
import io.quarkiverse.tailsrv.client.TailMirrorProgress;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * What becomes of a copy, by what is there already and what comes from the server.
 */
class FileMirrorTest {

    private static final int LONG = LocalCopy.MAX_UNSYNCED + 3_000_000;

    @TempDir
    Path directory;

    private final ServerDouble server = new ServerDouble();
    private final AtomicReference<TailMirrorProgress> last = new AtomicReference<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicBoolean completed = new AtomicBoolean();
    private Cancellable run;

    @AfterEach
    void stop() {
        if (run != null) {
            run.cancel();
        }
    }

    @Test
    void growsWithTheFile() throws IOException {
        server.append("one\n");
        start(7);
        awaitCopy("one\n");
        server.append("two\n");
        awaitCopy("one\ntwo\n");
        await().untilAsserted(() -> assertThat(last).hasValue(new TailMirrorProgress(1, 8)));
    }

    @Test
    void isContinued() throws IOException {
        Files.writeString(copy(), "one\ntw");
        server.append("one\ntwo\n");
        start(7);
        awaitCopy("one\ntwo\n");
        assertThat(names()).containsExactly("copy.log");
    }

    @Test
    void isContinuedWithoutAllOfIt() throws IOException {
        byte[] bytes = noise(LONG);
        Files.write(copy(), Arrays.copyOf(bytes, LONG - 1_000_000));
        server.append(bytes);
        start(7);
        await().untilAsserted(() -> assertThat(Files.size(copy())).isEqualTo(LONG));
        assertThat(Files.readAllBytes(copy())).isEqualTo(bytes);
        assertThat(server.from().offset()).isEqualTo(LONG - 1_000_000 - LocalCopy.MAX_UNSYNCED);
        assertThat(server.from().verifiable()).isTrue();
    }

    @Test
    void aCopyThatWasChangedIsKept() throws IOException {
        Files.writeString(copy(), "one\nTWO\n");
        server.append("one\ntwo\n");
        start(7);
        awaitCopy("one\ntwo\n");
        assertThat(directory.resolve("copy.log.1")).hasContent("one\nTWO\n");
        assertThat(server.from()).isEqualTo(TailPosition.start());
    }

    @Test
    void aLineThatWasAddedByHandIsKept() throws IOException {
        Files.writeString(copy(), "one\nadded by hand\n");
        server.append("one\n");
        start(7);
        await().untilAsserted(() -> assertThat(last).hasValue(new TailMirrorProgress(1, 4)));
        server.append("two\n");
        awaitCopy("one\ntwo\n");
        assertThat(directory.resolve("copy.log.1")).hasContent("one\nadded by hand\n");
    }

    @Test
    void aLongCopyOfAnotherFileIsKept() throws IOException {
        byte[] other = noise(LONG);
        other[10]++;
        Files.write(copy(), other);
        server.append(noise(LONG));
        start(7);
        await().untilAsserted(() -> assertThat(copy()).hasBinaryContent(noise(LONG)));
        assertThat(directory.resolve("copy.log.1")).hasBinaryContent(other);
    }

    @Test
    void zerosThatACrashHasLeftAreCutOff() throws IOException {
        byte[] bytes = noise(LONG);
        byte[] torn = Arrays.copyOf(bytes, LONG);
        Arrays.fill(torn, LONG - 1_000_000, LONG - 100_000, (byte) 0);
        Files.write(copy(), Arrays.copyOf(torn, LONG - 100_000));
        server.append(bytes);
        start(7);
        await().untilAsserted(() -> assertThat(copy()).hasBinaryContent(bytes));
        assertThat(names()).containsExactly("copy.log");
    }

    @Test
    void aHoleThatACrashHasLeftIsNoCopy() throws IOException {
        byte[] bytes = noise(LONG);
        byte[] torn = Arrays.copyOf(bytes, LONG);
        Arrays.fill(torn, LONG - 1_000_000, LONG - 900_000, (byte) 0);
        Files.write(copy(), torn);
        server.append(bytes);
        start(7);
        await().untilAsserted(() -> assertThat(copy()).hasBinaryContent(bytes));
        assertThat(directory.resolve("copy.log.1")).hasBinaryContent(torn);
    }

    @Test
    void twoMirrorsDoNotWriteOneCopy() {
        server.append("one\n");
        start(7);
        awaitCopy("one\n");
        subscribe(new FileMirror(new ServerDouble(), copy()));
        awaitFailure("The copy \"" + copy() + "\" can't be written: another mirror writes it; give each a copy of its own");
        assertThat(failure.get()).isInstanceOf(TailClientException.class);
        server.append("two\n");
        awaitCopy("one\ntwo\n");
    }

    @Test
    void whatIsNoFileIsNotWritten() throws IOException {
        Files.createDirectory(copy());
        start(7);
        awaitFailure("The copy \"" + copy() + "\" can't be written: it is no regular file");
    }

    @Test
    void aDirectoryThatIsNotThereIsNotMade() {
        Path lost = directory.resolve("lost").resolve("copy.log");
        subscribe(new FileMirror(server, lost));
        awaitFailure("The copy \"" + lost + "\" can't be written: NoSuchFileException: " + lost.getParent());
    }

    @Test
    void endsAsItsStreamDoes() throws IOException {
        server.append("one\n");
        start(7);
        awaitCopy("one\n");
        server.append("two\n");
        server.end();
        await().untilTrue(completed);
        awaitCopy("one\ntwo\n");
        awaitUnlocked();
        start(7);
        await().until(() -> server.streams() == 2);
        server.fail(new TailClientException("no more tries"));
        awaitFailure("no more tries");
        awaitUnlocked();
    }

    @Test
    void isLetGoWhenItIsCancelled() {
        server.append("one\n");
        start(7);
        awaitCopy("one\n");
        run.cancel();
        awaitUnlocked();
    }

    @Test
    void aNegativeNumberOfCopiesIsNone() {
        TailMirror mirror = new FileMirror(server, copy());
        assertThatThrownBy(() -> mirror.keep(-1)).hasMessage("The number of copies to keep is \"-1\"; use 0 or more");
    }

    private void awaitUnlocked() {
        await().ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            LocalCopy next = new LocalCopy(copy(), new RotatedCopies(copy(), 7));
            next.open();
            next.close();
            return true;
        });
    }

    private void start(int keep) {
        run = subscribe(new FileMirror(server, copy()).keep(keep));
    }

    private Cancellable subscribe(TailMirror mirror) {
        return mirror.progress().subscribe().with(last::set, failure::set, () -> completed.set(true));
    }

    private void awaitFailure(String message) {
        await().untilAsserted(() -> assertThat(failure.get()).hasMessage(message));
    }

    private Path copy() {
        return directory.resolve("copy.log");
    }

    private void awaitCopy(String text) {
        await().untilAsserted(() -> assertThat(copy()).hasBinaryContent(text.getBytes(UTF_8)));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".lock")).sorted().toList();
        }
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
