package io.quarkiverse.tailsrv.runtime.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.FileSelection;

/**
 * Which file is chosen, whatever happens to those that match.
 */
class LatestFileTest {

    @TempDir
    Path directory;

    private LatestFile byName;
    private long seconds = 1_000_000_000;

    private LatestFile source(String name, FileSelection selection) {
        return new LatestFile(FilePattern.of(directory.resolve(name), Optional.ofNullable(selection)).orElseThrow());
    }

    private LatestFile byName() {
        if (byName == null) {
            byName = source("app-{latest}.log", null);
        }
        return byName;
    }

    private Path write(String name) throws IOException {
        return write(name, name);
    }

    /** Each is written to a second after the one before. */
    private Path write(String name, String content) throws IOException {
        return touch(Files.writeString(directory.resolve(name), content));
    }

    private Path touch(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(++seconds, TimeUnit.SECONDS));
    }

    private void assertChosen(LatestFile source, String name) throws IOException {
        assertThat(source.choose()).isEqualTo(directory.resolve(name));
        assertThat(source.path()).isEqualTo(directory.resolve(name));
    }

    @Test
    void theLastNameIsTheNewest() throws IOException {
        write("app-10.log");
        write("app-9.log");
        write("app-11.log.gz");
        write("other-12.log");
        assertChosen(byName(), "app-10.log");
        write("app-11.log");
        assertChosen(byName(), "app-11.log");
    }

    @Test
    void theLastThatWasWrittenToIsTheNewest() throws IOException {
        LatestFile source = source("app-*.log", FileSelection.LATEST_MODIFIED);
        write("app-2.log");
        write("app-1.log");
        assertChosen(source, "app-1.log");
        write("app-0.log");
        assertChosen(source, "app-0.log");
    }

    @Test
    void ofTwoThatWereWrittenToAtOnceTheLastName() throws IOException {
        LatestFile source = source("app-*.log", FileSelection.LATEST_MODIFIED);
        FileTime time = Files.getLastModifiedTime(write("app-1.log"));
        Files.setLastModifiedTime(write("app-2.log"), time);
        assertChosen(source, "app-2.log");
    }

    @Test
    void thereMayBeNoneAtFirst() throws IOException {
        Path later = directory.resolve("later");
        LatestFile source = new LatestFile(FilePattern.of(later.resolve("{latest}.log"), Optional.empty()).orElseThrow());
        assertThatThrownBy(source::choose).isInstanceOf(NoSuchFileException.class);
        assertThat(source.path()).isEqualTo(later.resolve("{latest}.log"));
        Files.createDirectory(later);
        assertThatThrownBy(source::choose).isInstanceOf(NoSuchFileException.class);
        Files.writeString(later.resolve("1.log"), "1");
        assertThat(source.choose()).isEqualTo(later.resolve("1.log"));
    }

    @Test
    void aNewerOneWaitsUntilItIsNotEmpty() throws IOException {
        write("app-1.log");
        assertChosen(byName(), "app-1.log");
        write("app-2.log", "");
        assertChosen(byName(), "app-1.log");
        write("app-2.log", "2");
        assertChosen(byName(), "app-2.log");
    }

    @Test
    void anEmptyOneIsBetterThanNone() throws IOException {
        write("app-1.log", "");
        write("app-2.log", "");
        assertChosen(byName(), "app-2.log");
    }

    @Test
    void severalNewerOnesTakeTurns() throws IOException {
        write("app-1.log");
        assertChosen(byName(), "app-1.log");
        assertThat(byName().hasMore()).isFalse();
        for (int i = 2; i <= 4; i++) {
            write("app-" + i + ".log");
        }
        assertChosen(byName(), "app-2.log");
        assertThat(byName().hasMore()).isTrue();
        assertChosen(byName(), "app-3.log");
        assertChosen(byName(), "app-4.log");
        assertThat(byName().hasMore()).isFalse();
    }

    @Test
    void ofVeryManyNewerOnesTheOldestArePassedOver() throws IOException {
        write("app-0.log");
        assertChosen(byName(), "app-0.log");
        for (int i = 1; i <= 100; i++) {
            write("app-" + i + ".log");
        }
        assertChosen(byName(), "app-85.log");
    }

    @Test
    void itNeverGoesBackToOneThatWasEmptyAndPassedOver() throws IOException {
        write("app-1.log");
        assertChosen(byName(), "app-1.log");
        write("app-2.log", "");
        write("app-3.log");
        assertChosen(byName(), "app-3.log");
        write("app-2.log", "late");
        byName().polled();
        assertChosen(byName(), "app-3.log");
    }

    /** What is written to the old one makes that newer by time, for a moment. */
    @Test
    void anEmptyOneWaitsWhileTheOldOneIsStillWrittenTo() throws IOException {
        LatestFile source = source("app-*.log", FileSelection.LATEST_MODIFIED);
        for (int i = 10; i <= 100; i++) { // more than a poll looks at
            write("app-" + i + ".log");
        }
        assertChosen(source, "app-100.log");
        write("app-101.log", "");
        assertChosen(source, "app-100.log");
        write("app-100.log", "late");
        assertChosen(source, "app-100.log");
        write("app-101.log", "first");
        assertChosen(source, "app-101.log");
    }

    @Test
    void itNeverGoesBack() throws IOException {
        write("app-1.log");
        Path newest = write("app-2.log");
        assertChosen(byName(), "app-2.log");
        Files.delete(newest);
        assertChosen(byName(), "app-2.log");
        write("app-1.log", "more");
        assertChosen(byName(), "app-2.log");
        write("app-3.log");
        assertChosen(byName(), "app-3.log");
    }

    @Test
    void aLateWriteDoesNotMakeAnOldFileNew() throws IOException {
        LatestFile source = source("app-*.log", FileSelection.LATEST_MODIFIED);
        write("app-1.log");
        assertChosen(source, "app-1.log");
        write("app-2.log");
        assertChosen(source, "app-2.log");
        write("app-1.log", "app-1.log and a late line");
        source.noticed(Path.of("app-1.log"));
        assertChosen(source, "app-2.log");
    }

    /** As rotatelogs -n does. */
    @Test
    void aNameThatIsUsedAgainIsNew() throws IOException {
        LatestFile source = source("app.log{latest}", FileSelection.LATEST_MODIFIED);
        write("app.log", "long line");
        assertChosen(source, "app.log");
        write("app.log.1");
        assertChosen(source, "app.log.1");
        write("app.log", "short");
        assertThat(source.noticed(Path.of("app.log"))).isTrue();
        assertChosen(source, "app.log");
        write("app.log.1", "new");
        assertThat(source.noticed(Path.of("app.log.1"))).isTrue();
        assertChosen(source, "app.log.1");
    }

    /** As disk_log does: what it has kept of the last file is written when it has begun the first one again. */
    @Test
    void theFirstNameComesAfterTheLastOneIfBothAreWrittenToAtOnce() throws IOException {
        LatestFile source = source("app.log.{latest}", FileSelection.LATEST_MODIFIED);
        for (int i = 1; i <= 3; i++) {
            write("app.log." + i);
            source.noticed(Path.of("app.log." + i));
            assertChosen(source, "app.log." + i);
        }
        FileTime time = Files.getLastModifiedTime(write("app.log.4"));
        Files.setLastModifiedTime(write("app.log.1", "new"), time);
        source.noticed(Path.of("app.log.4"));
        source.noticed(Path.of("app.log.1"));
        assertChosen(source, "app.log.4");
        assertChosen(source, "app.log.1");
        write("app.log.1", "new and more");
        assertChosen(source, "app.log.1");
    }

    /** It has been truncated and written to since the last look. */
    @Test
    void aNameThatIsUsedAgainIsNewEvenIfItIsLonger() throws IOException {
        LatestFile source = source("app.log{latest}", FileSelection.LATEST_MODIFIED);
        write("app.log");
        assertChosen(source, "app.log");
        write("app.log.1");
        assertChosen(source, "app.log.1");
        write("app.log", "as long as that or longer");
        assertThat(source.noticed(Path.of("app.log"))).isTrue();
        assertChosen(source, "app.log");
    }

    /** Nothing of it was served when the next one came. */
    @Test
    void aFileThatWasEmptyIsNewOnceItIsWrittenTo() throws IOException {
        LatestFile source = source("app.log{latest}", FileSelection.LATEST_MODIFIED);
        write("app.log", "");
        assertChosen(source, "app.log");
        write("app.log.1");
        assertChosen(source, "app.log.1");
        write("app.log", "late");
        assertThat(source.noticed(Path.of("app.log"))).isTrue();
        assertChosen(source, "app.log");
    }

    @Test
    void aNameThatIsUsedAgainIsFoundByThePoll() throws IOException {
        LatestFile source = source("app.log{latest}", FileSelection.LATEST_MODIFIED);
        write("app.log.1");
        write("app.log");
        write("app.log.2");
        assertChosen(source, "app.log.2");
        write("app.log.1", "new"); // it was never served
        source.polled();
        assertChosen(source, "app.log.1");
        write("app.log.2", "new");
        source.polled();
        assertChosen(source, "app.log.2");
    }

    @Test
    void aClockThatGoesBackDelaysTheNextButDoesNotConfuse() throws IOException {
        LatestFile source = source("app-*.log", FileSelection.LATEST_MODIFIED);
        write("app-1.log");
        assertChosen(source, "app-1.log");
        seconds -= 10;
        write("app-2.log");
        assertChosen(source, "app-1.log");
        seconds += 10;
        touch(directory.resolve("app-2.log"));
        source.noticed(Path.of("app-2.log"));
        assertChosen(source, "app-2.log");
        source.noticed(Path.of("app-1.log"));
        assertChosen(source, "app-2.log");
    }

    @Test
    void aClockThatGoesBackDoesNotMakeAnOlderFileTheNewest() throws IOException {
        LatestFile source = source("app-*.log", FileSelection.LATEST_MODIFIED);
        write("app-1.log");
        write("app-2.log");
        assertChosen(source, "app-2.log");
        seconds -= 10;
        write("app-2.log", "more than before");
        source.eventsLost();
        source.polled();
        assertChosen(source, "app-2.log");
        write("app-3.log");
        source.eventsLost();
        assertChosen(source, "app-3.log");
        source.polled();
        assertChosen(source, "app-3.log");
        write("app-4.log");
        source.noticed(Path.of("app-4.log"));
        assertChosen(source, "app-4.log");
    }

    @Test
    void aClockThatGoesBackDoesNotHideANewFileThatWasSeenBefore() throws IOException {
        LatestFile source = source("app-*.log", FileSelection.LATEST_MODIFIED);
        write("app-1.log");
        write("app-2.log");
        assertChosen(source, "app-2.log");
        seconds -= 10;
        write("app-3.log");
        source.eventsLost();
        assertChosen(source, "app-2.log");
        write("app-2.log", "a late line");
        assertChosen(source, "app-2.log");
        write("app-3.log", "app-3.log, and more");
        source.polled();
        assertChosen(source, "app-3.log");
    }

    @Test
    void inAnotherDirectoryOlderFilesAreNewAsWell() throws IOException {
        Path current = directory.resolve("current");
        Files.createSymbolicLink(current, Files.createDirectory(directory.resolve("one")));
        LatestFile source = source("current/app-*.log", FileSelection.LATEST_MODIFIED);
        write("one/app-1.log");
        write("one/app-2.log");
        assertChosen(source, "current/app-2.log");
        seconds -= 10;
        Files.createDirectory(directory.resolve("two"));
        write("two/app-2.log");
        write("two/app-1.log");
        Files.delete(current);
        Files.createSymbolicLink(current, directory.resolve("two"));
        source.polled();
        assertChosen(source, "current/app-1.log");
    }

    @Test
    void aClockThatGoesBackDoesNotHideANameThatIsUsedAgain() throws IOException {
        LatestFile source = source("app-*.log", FileSelection.LATEST_MODIFIED);
        write("app-1.log", "first content of 1");
        assertChosen(source, "app-1.log");
        write("app-2.log");
        source.noticed(Path.of("app-2.log"));
        assertChosen(source, "app-2.log");
        source.eventsLost();
        source.polled();
        assertChosen(source, "app-2.log");
        seconds -= 10;
        write("app-2.log", "app-2.log, and more");
        source.polled();
        assertChosen(source, "app-2.log");
        write("app-1.log", "again");
        source.polled();
        assertChosen(source, "app-1.log");
    }

    @Test
    void aClockThatGoesBackDoesNotHideANameThatWasNeverChosenAndIsUsedAgain() throws IOException {
        LatestFile source = source("app-*.log", FileSelection.LATEST_MODIFIED);
        write("app-1.log", "never served");
        write("app-2.log");
        assertChosen(source, "app-2.log");
        seconds -= 10;
        write("app-2.log", "app-2.log, and more");
        source.polled();
        assertChosen(source, "app-2.log");
        Files.move(write("made", "again"), directory.resolve("app-1.log"), StandardCopyOption.REPLACE_EXISTING);
        source.polled();
        assertChosen(source, "app-1.log");
    }

    /** As rsync --inplace --times does: at first it is written to now, and then as at the sender. */
    @Test
    void aTimeThatIsSetByTheWriterDoesNotHideTheOneThatIsWrittenToNext() throws IOException {
        LatestFile source = source("app-*.log", FileSelection.LATEST_MODIFIED);
        write("app-1.log", "one");
        seconds += 100;
        write("app-2.log");
        assertChosen(source, "app-2.log");
        seconds -= 60;
        write("app-2.log");
        source.polled();
        assertChosen(source, "app-2.log");
        write("app-1.log", "one, two");
        source.polled();
        assertChosen(source, "app-1.log");
    }

    @Test
    void whatIsNoFileIsPassedOver() throws IOException {
        write("app-1.log");
        Files.createDirectory(directory.resolve("app-2.log"));
        Files.createSymbolicLink(directory.resolve("app-3.log"), directory.resolve("nowhere"));
        assertThat(new ProcessBuilder("mkfifo", directory.resolve("app-4.log").toString()).start().onExit().join().exitValue())
                .isZero();
        assertChosen(byName(), "app-1.log");
        Files.createSymbolicLink(directory.resolve("app-5.log"), write("elsewhere"));
        assertChosen(byName(), "app-5.log");
    }

    @Test
    void eventsSayWhichNamesMatter() throws IOException {
        write("app-5.log");
        assertChosen(byName(), "app-5.log");
        assertThat(byName().noticed(Path.of("app-6.log"))).isTrue();
        assertThat(byName().noticed(Path.of("app-5.log"))).isFalse();
        assertThat(byName().noticed(Path.of("app-4.log"))).isFalse();
        assertThat(byName().noticed(Path.of("other-6.log"))).isFalse();
    }

    @Test
    void lostEventsAreMadeUpFor() throws IOException {
        write("app-1.log");
        assertChosen(byName(), "app-1.log");
        FileTime before = Files.getLastModifiedTime(directory);
        write("app-2.log");
        Files.setLastModifiedTime(directory, before); // as if the time were too coarse
        assertChosen(byName(), "app-1.log");
        byName().eventsLost();
        assertChosen(byName(), "app-2.log");
    }
}
