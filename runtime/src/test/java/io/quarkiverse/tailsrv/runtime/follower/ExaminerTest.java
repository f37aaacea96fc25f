package io.quarkiverse.tailsrv.runtime.follower;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.file.FileIdentity;
import io.quarkiverse.tailsrv.runtime.file.FileOpener;
import io.quarkiverse.tailsrv.runtime.file.FileStatus;
import io.quarkiverse.tailsrv.runtime.file.OpenFile;
import io.quarkiverse.tailsrv.runtime.file.PathCheck;
import io.quarkiverse.tailsrv.runtime.file.Storage;

/**
 * A file whose disk fails, and answers again.
 */
class ExaminerTest {

    private static final Duration POLL = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private final Examiner examiner = new Examiner(POLL, null); // its file is nowhere, so that nothing is at the path
    private final FileChannelDouble disk = new FileChannelDouble("one\n".getBytes(UTF_8));
    private FileGeneration generation;

    @BeforeEach
    void open() throws IOException {
        generation = FileGeneration.of(1, new OpenFile(disk, new FileIdentity("key"), Storage.REMOTE), Runnable::run);
    }

    @AfterEach
    void close() {
        generation.release();
    }

    @Test
    void anErrorThatPassesIsNone() {
        disk.fails(true);
        assertThat(examine(0)).isNull();
        assertThat(generation.failure).hasMessage("Input/output error");
        assertThat(examine(4900)).isNull();
        assertThat(generation.readableLimit()).as("for clients that can still read it").isEqualTo(4);
        disk.fails(false);
        assertThat(examine(5100)).isNull();
        disk.fails(true);
        assertThat(examine(6000)).as("another one").isNull();
    }

    @Test
    void anErrorThatStaysEndsTheGeneration() {
        disk.fails(true);
        Look first = new Look(0, Duration.ofMinutes(1));
        assertThat(examiner.examine(generation, first)).isNull();
        assertThat(first.next()).as("however long the poll interval is").isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(examine(5000)).isEqualTo(RotationCause.FAILED);
    }

    @Test
    void aSizeThatIsNotWhatCanBeReadIsAContradiction() {
        disk.hidden(5);
        assertThat(examine(0)).isNull();
        assertThat(generation.isReadable()).as("the bytes may be late").isTrue();
        assertThat(examine(100)).isNull();
        assertThat(generation.contradiction).startsWith("can't be read up to its size of 9 bytes");
        assertThat(generation.isReadable()).isFalse();
        assertThat(generation.limit()).isEqualTo(4);
        disk.hidden(0);
        assertThat(examine(1000)).isNull();
        assertThat(generation.isReadable()).isTrue();
    }

    /** As on mergerfs, while it is written to. */
    @Test
    void aSizeThatIsAheadOfWhatCanBeReadIsNoContradictionWhileItGrows() {
        for (int second = 0; second < 3; second++) {
            disk.content("one\ntwo\n".substring(0, 4 + second).getBytes(UTF_8));
            disk.hidden(1);
            assertThat(examine(1000 * second)).isNull();
            assertThat(generation.isReadable()).isTrue();
        }
    }

    @Test
    void bytesThatNeverComeAreAContradictionAlsoWhileTheSizeGrows() {
        for (int second = 0; second < 3; second++) {
            disk.hidden(1 + second);
            assertThat(examine(1000 * second)).isNull();
        }
        assertThat(generation.isReadable()).isFalse();
    }

    /** The one before may have ended while a comparison was put off. */
    @Test
    void noLookIsDueSoonForAFileWhoseIdentityTellsAll() throws IOException {
        Path path = Files.writeString(directory.resolve("path"), "one\ntwo\n");
        Examiner looking = new Examiner(POLL, new PathCheck(() -> path, new FileOpener(), POLL));
        disk.hidden(4);
        Look first = new Look(0, POLL);
        assertThat(looking.isReplaced(generation, FileStatus.of(path), first)).isFalse();
        assertThat(first.next()).isLessThan(POLL.toNanos());
        FileGeneration local = FileGeneration.of(2,
                new OpenFile(new FileChannelDouble("one\n".getBytes(UTF_8)), new FileIdentity("key"), Storage.TRANSPARENT),
                Runnable::run);
        Look second = new Look(0, POLL);
        assertThat(looking.isReplaced(local, FileStatus.of(path), second)).isFalse();
        assertThat(second.next()).isEqualTo(POLL.toNanos());
    }

    @Test
    void anEmptyFileWithSomethingInItIsAContradiction() throws IOException {
        FileChannelDouble special = new FileChannelDouble(new byte[0]);
        generation = FileGeneration.of(2, new OpenFile(special, new FileIdentity("key"), Storage.REMOTE), Runnable::run);
        assertThat(examine(0)).isNull();
        assertThat(generation.isReadable()).isTrue();
        special.content("one\n".getBytes(UTF_8));
        special.hidden(-4);
        assertThat(examine(1000)).isNull();
        assertThat(generation.contradiction).startsWith("has a size of 0 bytes but can be read");
    }

    private RotationCause examine(long millis) {
        return examiner.examine(generation, new Look(Duration.ofMillis(millis).toNanos(), POLL));
    }
}
