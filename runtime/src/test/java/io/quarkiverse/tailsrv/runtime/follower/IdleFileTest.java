package io.quarkiverse.tailsrv.runtime.follower;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.file.FileOpener;
import io.quarkiverse.tailsrv.runtime.file.FileStatus;
import io.quarkiverse.tailsrv.runtime.selection.SingleFile;

/** A file that nobody reads or changes is closed. Whoever asks for it, or changes it, must not notice. */
class IdleFileTest implements FollowerListener {

    private static final Duration POLL = Duration.ofMillis(100);

    @TempDir
    Path directory;

    private final List<RotationCause> left = new ArrayList<>();
    private final List<FileGeneration> ended = new ArrayList<>();
    private Path file;
    private FileFollower follower;
    private FileGeneration generation;
    private FileChannel closed;
    private int changes;

    @Override
    public void changed() {
        changes++;
    }

    @Override
    public void left(FileGeneration one, RotationCause cause) {
        left.add(cause);
    }

    @Override
    public void ended(FileGeneration one) {
        ended.add(one);
    }

    @BeforeEach
    void closeAnIdleFile() throws IOException {
        file = directory.resolve("app.log");
        follow(Duration.ZERO, Retention.DRAIN);
        write("one\n");
        look();
        generation = follower.current();
        closed = generation.channel();
        look();
        look();
        assertThat(closed.isOpen()).isFalse();
        changes = 0;
    }

    private void follow(Duration idleTime, Retention retention) {
        follower = new FileFollower("test", new SingleFile(file), new FollowerOptions(POLL, POLL, retention, idleTime), this);
    }

    @AfterEach
    void stop() {
        follower.close();
        assertThat(follower.current()).isNull();
    }

    @Test
    void isServedAllTheSame() {
        look();
        assertThat(follower.current()).isSameAs(generation);
        assertThat(generation.limit()).isEqualTo(4);
        assertThat(generation.retain()).isFalse();
        assertThat(generation.channel()).as("not opened for nothing").isSameAs(closed);
        assertThat(changes).isZero();
        assertThat(follower.problem()).isNull();
        assertThat(follower.isShorter()).isFalse();
    }

    @Test
    void isOpenedForAReader() throws IOException {
        follower.expectReaders(true);
        look();
        follower.expectReaders(false);
        assertThat(changes).isEqualTo(1);
        assertThat(generation.retain()).isTrue();
        assertThat(generation.channel().size()).isEqualTo(4);
        look();
        look();
        assertThat(generation.channel().isOpen()).as("while it is read").isTrue();
        generation.release();
        look();
        assertThat(generation.channel().isOpen()).isFalse();
        assertThat(follower.current()).isSameAs(generation);
        assertThat(left).isEmpty();
    }

    @Test
    void isTriedAgainForAReaderWhenItCanNotBeOpened() throws IOException {
        FileNotices notices = new FileNotices(() -> "test", "");
        IdleFile idle = new IdleFile(Duration.ZERO, new FileOpener(), notices);
        FileStatus found = FileStatus.of(file);
        Look look = new Look(System.nanoTime(), Duration.ofMinutes(1));
        idle.want(true);
        assertThat(idle.openIfWanted(generation, directory, found, look)).isFalse();
        assertThat(notices.problem()).startsWith("is a directory");
        idle.retry(look);
        assertThat(look.next() - look.now).isEqualTo(TimeUnit.SECONDS.toNanos(1));
        assertThat(idle.openIfWanted(generation, file, found, look)).isTrue();
        assertThat(generation.readableLimit()).as("before it is compared with what was known of it").isZero();
        assertThat(generation.retain()).isTrue();
        generation.release();
    }

    @Test
    void isComparedWhenAFileWasCreatedAtThePath() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "two\n");
        Files.setLastModifiedTime(file, time);
        follower.look(1, LookTrigger.EVENT);
        assertThat(left).containsExactly(RotationCause.REWRITTEN);
    }

    @Test
    void hasNoProblemOnceThePathAnswersAgain() throws IOException {
        follower.close();
        Path way = Files.createDirectory(directory.resolve("way"));
        file = way.resolve("app.log");
        follow(Duration.ZERO, Retention.DRAIN);
        write("one\n");
        look();
        look();
        look();
        Path away = Files.move(way, directory.resolve("away"));
        Files.createSymbolicLink(way, way);
        look();
        assertThat(follower.problem()).startsWith("can't be read: ");
        Files.delete(way);
        Files.move(away, way);
        look();
        assertThat(follower.problem()).isNull();
        assertThat(follower.current().isClosed()).isTrue();
    }

    @Test
    void isNotClosedBeforeItsTime() throws IOException {
        follower.close();
        follow(Duration.ofDays(1), Retention.DRAIN);
        look();
        look();
        look();
        assertThat(follower.current().retain()).isTrue();
        follower.current().release();
    }

    @Test
    void isOpenedWhenItGrows() throws IOException {
        write("two\n");
        assertThat(follower.publishGrowth(LookTrigger.EVENT)).as("only a look finds out whether it is a continuation")
                .isFalse();
        look();
        assertThat(generation.limit()).isEqualTo(8);
        assertThat(follower.current()).isSameAs(generation);
        look();
        assertThat(generation.channel().isOpen()).isFalse();
    }

    @Test
    void isAnotherOneWhenItWasRewritten() throws IOException {
        Files.writeString(file, "two\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertReplaced(RotationCause.REWRITTEN);
    }

    @Test
    void isAnotherOneIfItWasRewrittenWithoutATrace() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "two\n");
        Files.setLastModifiedTime(file, time);
        follower.expectReaders(true);
        assertReplaced(RotationCause.REWRITTEN);
    }

    @Test
    void isAnotherOneWhenItWasTruncated() throws IOException {
        Files.writeString(file, "o");
        look();
        assertThat(follower.isInDoubt()).isTrue();
        await().untilAsserted(() -> assertReplaced(RotationCause.TRUNCATED));
    }

    @Test
    void isAnotherOneWhenItWasReplaced() throws IOException {
        Files.move(Files.writeString(directory.resolve("other"), "one\n"), file, ATOMIC_MOVE);
        assertReplaced(RotationCause.REPLACED);
    }

    @ParameterizedTest
    @EnumSource
    void endsAtOnceWhenItIsRemoved(Retention retention) throws IOException {
        follower.close();
        follow(Duration.ZERO, retention);
        look();
        look();
        look();
        generation = follower.current();
        ended.clear();
        Files.delete(file);
        look();
        assertThat(left).containsExactly(RotationCause.REMOVED);
        assertThat(ended).containsExactly(generation);
        assertThat(generation.retain()).isFalse();
        assertThat(follower.current()).isNull();
        assertThat(follower.isDraining()).isFalse();
    }

    private void assertReplaced(RotationCause cause) {
        look();
        assertThat(left).containsExactly(cause);
        assertThat(ended).containsExactly(generation);
        assertThat(follower.current().number()).isEqualTo(2);
    }

    private void look() {
        follower.look(0, LookTrigger.POLL);
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, CREATE, APPEND);
    }
}
