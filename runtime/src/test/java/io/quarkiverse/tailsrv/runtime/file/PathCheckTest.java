package io.quarkiverse.tailsrv.runtime.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.runtime.follower.FileChannelDouble;

/**
 * Two files, of which the file system says that they are the same. The one that was opened is elsewhere here.
 */
class PathCheckTest {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    @TempDir
    Path directory;

    private PathCheck check() {
        return new PathCheck(() -> directory.resolve("path"), new FileOpener(), INTERVAL);
    }

    @Test
    void theSameBytesAreTheSameFile() throws IOException {
        assertThat(isOther("one\n", "one\n", "one\n")).isFalse();
        assertThat(isOther("one\n", "one\ntwo\n", "one\ntwo\n")).as("grown").isFalse();
        assertThat(isOther("", "one\n", "one\n")).as("empty before").isFalse();
        assertThat(isOther("x".repeat(1000), "x".repeat(2000), "x".repeat(2000))).isFalse();
    }

    @Test
    void otherBytesAreAnotherFile() throws IOException {
        assertThat(isOther("one\n", "one\n", "two\n")).as("of the same length").isTrue();
        assertThat(isOther("one\n", "one\n", "two\nthree\n")).as("longer").isTrue();
        assertThat(isOther("x".repeat(1000), "x".repeat(1000), "x".repeat(999) + "y")).as("at the end").isTrue();
    }

    @Test
    void aCopyThatHasGrownIsAnotherFile() throws IOException {
        assertThat(isOther("one\n", "one\n", "one\ntwo\n")).as("the open one ends before").isTrue();
        assertThat(isOther("", "", "one\n")).as("the open one is empty").isTrue();
        assertThat(isOther("one\n", "one\n\0\0\0\0", "one\ntwo\n")).as("the system fills up the open one").isTrue();
    }

    @Test
    void aShorterFileIsAnotherOneIfTheOpenOneIsNotShorter() throws IOException {
        assertThat(isOther("one\ntwo\n", "one\ntwo\n", "two\n")).isTrue();
    }

    @Test
    void aFileThatHasShrunkIsLeftToOtherChecks() throws IOException {
        Path path = Files.writeString(directory.resolve("path"), "one\ntwo\n");
        Fingerprint known = new Fingerprint();
        try (FileChannel open = FileChannel.open(path)) {
            known.moveTo(8, open);
            Files.writeString(path, "one\n");
            assertThat(check().isOther(FileStatus.of(path), open, known)).isFalse();
        }
    }

    @Test
    void whatCanNotBeOpenedIsTakenForTheSame() throws IOException {
        Path path = Files.writeString(directory.resolve("path"), "one\n");
        FileStatus found = FileStatus.of(path);
        try (FileChannel open = FileChannel.open(path)) {
            Files.delete(path);
            assertThat(check().isOther(found, open, new Fingerprint())).isFalse();
        }
    }

    /** As on mergerfs. */
    @Test
    void theOpenFilesBytesMayComeLaterThanItsSize() throws IOException {
        PathCheck check = check();
        Path path = Files.writeString(directory.resolve("path"), "one\ntwo\n");
        FileStatus found = FileStatus.of(path);
        FileChannelDouble open = new FileChannelDouble("one\ntw".getBytes(UTF_8));
        Fingerprint known = new Fingerprint();
        known.moveTo(4, open);
        open.hidden(2);
        assertThat(check.isDue(found, false, true, 0)).isTrue();
        assertThat(check.isOther(found, open, known)).isFalse();
        assertThat(check.isPutOff()).isTrue();
        assertThat(check.isDue(found, false, true, 1)).as("at the next look").isTrue();
        open.content("one\ntwo\n".getBytes(UTF_8));
        open.hidden(0);
        assertThat(check.isOther(found, open, known)).isFalse();
        assertThat(check.isPutOff()).isFalse();
        assertThat(check.isDue(found, false, true, 2)).isFalse();
    }

    @Test
    void nothingIsPutOffOnceTheFileIsShorter() throws IOException {
        PathCheck check = check();
        Path path = Files.writeString(directory.resolve("path"), "one\ntwo\n");
        FileChannelDouble open = new FileChannelDouble("one\n".getBytes(UTF_8));
        Fingerprint known = new Fingerprint();
        known.moveTo(4, open);
        open.hidden(4);
        assertThat(check.isOther(FileStatus.of(path), open, known)).isFalse();
        assertThat(check.isPutOff()).isTrue();
        assertThat(check.isOther(FileStatus.of(Files.writeString(path, "")), open, known)).isTrue();
        assertThat(check.isPutOff()).isFalse();
    }

    /** As on unionfs-fuse. */
    @Test
    void anOpenFileWhoseBytesNeverComeIsAnotherOne() throws IOException {
        PathCheck check = check();
        FileStatus found = FileStatus.of(Files.writeString(directory.resolve("path"), "one\ntwo\n"));
        FileChannelDouble open = new FileChannelDouble("one\n".getBytes(UTF_8));
        Fingerprint known = new Fingerprint();
        known.moveTo(4, open);
        open.hidden(4);
        assertThat(check.isOther(found, open, known)).isFalse();
        await().until(() -> check.isOther(found, open, known));
    }

    /** The open file's size is said to be that of the path. */
    @Test
    void anOpenFileWhoseBytesNeverComeIsAnotherOneAlsoWhileItGrows() throws IOException {
        PathCheck check = check();
        FileChannelDouble open = new FileChannelDouble("one\n".getBytes(UTF_8));
        Fingerprint known = new Fingerprint();
        known.moveTo(4, open);
        Path path = Files.writeString(directory.resolve("path"), "x".repeat(400));
        await().until(() -> {
            FileStatus found = FileStatus.of(Files.writeString(path, "another line\n", StandardOpenOption.APPEND));
            open.hidden((int) found.size() - 4);
            return check.isOther(found, open, known);
        });
    }

    @Test
    void isDueAgainIfItCouldNotBeCompared() throws IOException {
        PathCheck check = check();
        Path path = Files.writeString(directory.resolve("path"), "one\n");
        FileStatus found = FileStatus.of(path);
        try (FileChannel open = FileChannel.open(path)) {
            assertThat(check.isDue(found, false, false, 0)).isTrue();
            Files.delete(path);
            assertThat(check.isOther(found, open, new Fingerprint())).isFalse();
            long second = Duration.ofSeconds(1).toNanos();
            assertThat(check.isDue(found, false, true, second)).as("not by events, since opening may take long").isFalse();
            assertThat(check.isDue(found, false, false, second - 1)).isFalse();
            assertThat(check.isDue(found, false, false, second)).as("by a poll").isTrue();
            assertThat(check.isOther(found, open, new Fingerprint())).isFalse();
            assertThat(check.isDue(found, false, false, 3 * second - 1)).as("after twice the pause").isFalse();
            assertThat(check.isDue(found, false, false, 3 * second)).isTrue();
            FileStatus back = FileStatus.of(Files.writeString(path, "one\n"));
            assertThat(check.isDue(back, true, true, 4 * second)).isTrue();
            assertThat(check.isOther(back, open, new Fingerprint())).as("the same bytes").isFalse();
            assertThat(check.isDue(back, false, false, 100 * second)).as("it was compared").isFalse();
        }
    }

    /** For which there is no memory, for example. */
    @Test
    void isDueAgainIfComparingWasBrokenOff() throws IOException {
        OutOfMemoryError full = new OutOfMemoryError("A test");
        PathCheck check = new PathCheck(() -> {
            throw full;
        }, new FileOpener(), INTERVAL);
        Path path = Files.writeString(directory.resolve("path"), "one\n");
        FileStatus found = FileStatus.of(path);
        try (FileChannel open = FileChannel.open(path)) {
            assertThat(check.isDue(found, false, false, 0)).isTrue();
            assertThatThrownBy(() -> check.isOther(found, open, new Fingerprint())).isSameAs(full);
            assertThat(check.isDue(found, false, false, 1)).isTrue();
        }
    }

    @Test
    void isDueWhenSomethingHasChanged() {
        PathCheck check = check();
        FileStatus one = status(1, 1);
        assertThat(check.isDue(one, false, true, 0)).as("never checked").isTrue();
        assertThat(check.isDue(one, false, false, 1)).isFalse();
        assertThat(check.isDue(status(2, 1), false, false, 2)).as("longer").isTrue();
        assertThat(check.isDue(status(2, 2), false, false, 3)).as("later").isTrue();
        assertThat(check.isDue(status(2, 2), true, true, 4)).as("an event tells of a new file").isTrue();
    }

    @Test
    void isNotDueForEachLineOfWhichAnEventTells() {
        PathCheck check = check();
        assertThat(check.isDue(status(1, 1), false, true, 0)).isTrue();
        assertThat(check.isDue(status(2, 2), false, true, INTERVAL.toNanos() - 1)).isFalse();
        assertThat(check.isDue(status(3, 3), false, true, INTERVAL.toNanos())).isTrue();
    }

    private static FileStatus status(long size, long modified) {
        return new FileStatus(new FileIdentity("key"), size, FileTime.fromMillis(modified));
    }

    /**
     * @param published what was published of the open file
     * @param open what can be read from the open file
     * @param there what can be read from the path
     */
    private boolean isOther(String published, String open, String there) throws IOException {
        Path old = Files.writeString(directory.resolve("old"), published);
        Path path = Files.writeString(directory.resolve("path"), there);
        Fingerprint known = new Fingerprint();
        try (FileChannel channel = FileChannel.open(old)) {
            assertThat(known.moveTo(published.length(), channel)).isTrue();
            Files.writeString(old, open.substring(published.length()), StandardOpenOption.APPEND);
            return check().isOther(FileStatus.of(path), channel, known);
        }
    }
}
