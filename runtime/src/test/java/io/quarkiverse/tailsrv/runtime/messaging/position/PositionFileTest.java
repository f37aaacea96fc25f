package io.quarkiverse.tailsrv.runtime.messaging.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.runtime.messaging.TestLine;

/**
 * The position is read back as it was saved, and never in part.
 */
class PositionFileTest {

    @TempDir
    Path directory;

    @Test
    void readsWhatItHasSaved() throws IOException {
        Path path = directory.resolve("log.position");
        PositionFile file = new PositionFile(path);
        assertThat(file.load("source")).isEmpty();
        file.save("source", TestLine.behind(1));
        file.save("source", TestLine.behind(2));
        assertThat(file.load("source")).contains(TestLine.behind(2));
        assertThat(new PositionFile(path).load("source")).contains(TestLine.behind(2));
        assertThat(directory).isDirectoryContaining("glob:**log.position").isDirectoryNotContaining("glob:**.new");
    }

    /** What a crash leaves behind before the other file takes its place. */
    @Test
    void halfOfAnotherOneIsNothing() throws IOException {
        PositionFile file = new PositionFile(directory.resolve("log.position"));
        file.save("source", TestLine.behind(1));
        Files.writeString(directory.resolve("log.position.new"), "1:2");
        assertThat(file.load("source")).contains(TestLine.behind(1));
        file.save("source", TestLine.behind(3));
        assertThat(file.load("source")).contains(TestLine.behind(3));
    }

    @Test
    void somethingElseIsRefused() throws IOException {
        Path path = Files.writeString(directory.resolve("other"), "Dear diary");
        assertThatThrownBy(() -> new PositionFile(path).load("source")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        path + " has no position in it but \"Dear diary\"; remove the file to begin anew, or set another one");
    }

    @Test
    void neitherTextNorShort() throws IOException {
        Path path = Files.write(directory.resolve("noise"), new byte[] { (byte) 0xC3, 0, (byte) 0xFF });
        assertThatThrownBy(() -> new PositionFile(path).load("source")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(path + " has no position in it but \"\uFFFD\\u0000\uFFFD\"");
        Files.writeString(path, "1".repeat(1 << 20));
        assertThatThrownBy(() -> new PositionFile(path).load("source")).isInstanceOf(IllegalArgumentException.class)
                .message().hasSizeLessThan(1000);
    }

    @Test
    void theSamePlaceOnAnotherPath() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        assertThat(new PositionFile(link.resolve("log.position")).place())
                .isEqualTo(new PositionFile(directory.resolve("log.position")).place());
    }

    @Test
    void nowhereToWrite() {
        assertThatThrownBy(() -> new PositionFile(directory)).hasMessage("is a directory; set the path of a file in it");
        assertThatThrownBy(() -> new PositionFile(directory.resolve("none").resolve("log.position")))
                .hasMessageStartingWith("can't be written: " + directory.resolve("none") + " has to be a directory");
    }
}
