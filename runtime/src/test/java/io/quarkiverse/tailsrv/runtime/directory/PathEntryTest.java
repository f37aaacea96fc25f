package io.quarkiverse.tailsrv.runtime.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.runtime.selection.FilePattern;
import io.quarkiverse.tailsrv.runtime.selection.FileSource;
import io.quarkiverse.tailsrv.runtime.selection.LatestFile;
import io.quarkiverse.tailsrv.runtime.selection.SingleFile;

class PathEntryTest {

    private static final Path LOG = Path.of("app.log");

    @TempDir
    Path temporary;

    private Path logs;

    @BeforeEach
    void create() throws IOException {
        logs = Files.createDirectory(temporary.toRealPath().resolve("logs"));
    }

    @Test
    void isTheFileWhereNothingElseDecides() throws IOException {
        assertThat(PathEntry.of(new SingleFile(logs.resolve(LOG)))).containsExactly(file(logs, LOG));
        Files.createFile(logs.resolve(LOG));
        assertThat(PathEntry.of(new SingleFile(logs.resolve(LOG)))).containsExactly(file(logs, LOG));
    }

    @Test
    void isEachLinkOnTheWay() throws IOException {
        Path link = Files.createSymbolicLink(logs.resolveSibling("link"), logs);
        Path current = Files.createSymbolicLink(logs.resolve("current"), LOG);
        assertThat(PathEntry.of(new SingleFile(link.resolve("current")))).containsExactly(
                onTheWay(link.getParent(), link.getFileName()), onTheWay(logs, current.getFileName()), file(logs, LOG));
    }

    /** Each is subscribed to once. */
    @Test
    void isALinkThatIsPassedTwiceOnlyOnce() throws IOException {
        Path link = Files.createSymbolicLink(logs.resolveSibling("link"), logs);
        Path day = Files.createDirectory(logs.resolve("day"));
        Files.createSymbolicLink(logs.resolve("current"), link.resolve("day"));
        assertThat(PathEntry.of(new SingleFile(link.resolve("current").resolve(LOG)))).containsExactly(
                onTheWay(link.getParent(), link.getFileName()), onTheWay(logs, Path.of("current")), file(day, LOG));
    }

    @Test
    void isALinkThatLeadsToItself() throws IOException {
        Files.createSymbolicLink(logs.resolve(LOG), LOG);
        assertThat(PathEntry.of(new SingleFile(logs.resolve(LOG)))).containsExactly(onTheWay(logs, LOG), file(logs, LOG));
    }

    @Test
    void isALinkThatLeadsNowhere() throws IOException {
        Files.createSymbolicLink(logs.resolve("current"), Path.of("missing").resolve(LOG));
        assertThat(PathEntry.of(new SingleFile(logs.resolve("current")))).containsExactly(
                onTheWay(logs, Path.of("current")), onTheWay(logs, Path.of("missing")), file(logs.resolve("missing"), LOG));
    }

    /** Behind a link, ".." is above where the link leads to. */
    @Test
    void isWhereTheParentOfALinkIs() throws IOException {
        Path elsewhere = Files.createDirectories(logs.resolveSibling("elsewhere").resolve("deep"));
        Path link = Files.createSymbolicLink(logs.resolve("link"), elsewhere);
        assertThat(PathEntry.of(new SingleFile(link.resolve("..").resolve(LOG)))).containsExactly(
                onTheWay(logs, Path.of("link")), file(elsewhere.getParent(), LOG));
    }

    @Test
    void isAMissingDirectory() throws IOException {
        assertThat(PathEntry.of(new SingleFile(logs.resolve("missing").resolve(LOG)))).containsExactly(
                onTheWay(logs, Path.of("missing")), file(logs.resolve("missing"), LOG));
    }

    @Test
    void isThePatternBeforeAFileMatches() throws IOException {
        Path name = Path.of("app-{latest}.log");
        assertThat(PathEntry.of(latest(logs, name))).containsExactly(pattern(logs, name), file(logs, name));
    }

    /** What the chosen name leads to may be elsewhere; newer names come to the directory of the pattern. */
    @Test
    void isThePatternInItsOwnDirectory() throws IOException {
        Path link = Files.createSymbolicLink(logs.resolveSibling("link"), logs);
        Path elsewhere = Files.createDirectory(logs.resolveSibling("elsewhere"));
        Files.createFile(elsewhere.resolve(LOG));
        Files.createSymbolicLink(logs.resolve("app-1.log"), elsewhere.resolve(LOG));
        Path name = Path.of("app-{latest}.log");
        FileSource source = latest(link, name);
        source.choose();
        assertThat(PathEntry.of(source)).containsExactly(onTheWay(link.getParent(), link.getFileName()), pattern(logs, name),
                onTheWay(logs, Path.of("app-1.log")), file(elsewhere, LOG));
    }

    private static FileSource latest(Path directory, Path name) {
        return new LatestFile(FilePattern.of(directory.resolve(name), Optional.empty()).orElseThrow());
    }

    private static PathEntry file(Path directory, Path name) {
        return new PathEntry(directory, name, true);
    }

    private static PathEntry onTheWay(Path directory, Path name) {
        return new PathEntry(directory, name, false);
    }

    private static PathEntry pattern(Path directory, Path name) {
        return new PathEntry(directory, name, false, true);
    }
}
