package io.quarkiverse.tailsrv.runtime.follower;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.file.Fifo;
import io.quarkiverse.tailsrv.runtime.selection.FilePattern;
import io.quarkiverse.tailsrv.runtime.selection.FileSource;
import io.quarkiverse.tailsrv.runtime.selection.LatestFile;
import io.quarkiverse.tailsrv.runtime.selection.SingleFile;

class FileFollowerTest implements FollowerListener {

    private static final Duration POLL = Duration.ofMillis(100);

    @TempDir
    Path directory;

    private final List<FileGeneration> ended = new ArrayList<>();
    private final List<Path> left = new ArrayList<>();
    private int changes;
    private boolean full;
    private int complaints;
    private Path file;
    private FileFollower follower;

    @Override
    public void changed() {
        changes++;
        if (full) {
            throw new OutOfMemoryError("A test");
        }
    }

    @Override
    public void absent() {
        complaints++;
    }

    @Override
    public void left(FileGeneration generation, RotationCause cause) {
        left.add(follower.servedAt());
    }

    @Override
    public void ended(FileGeneration generation) {
        ended.add(generation);
    }

    @BeforeEach
    void start() {
        file = directory.resolve("app.log");
        follow(Retention.DRAIN);
    }

    private void follow(Retention retention) {
        follow(new FollowerOptions(POLL, POLL, retention));
    }

    private void follow(FollowerOptions options) {
        follower = new FileFollower("test", new SingleFile(file), options, this);
    }

    @AfterEach
    void stop() {
        follower.close();
        assertThat(follower.current()).isNull();
    }

    @Test
    void waitsForTheFile() throws IOException {
        follower.look(0, LookTrigger.POLL);
        assertThat(follower.current()).isNull();
        write("one\n");
        follower.look(0, LookTrigger.POLL);
        assertThat(follower.current().limit()).isEqualTo(4);
        assertThat(follower.current().number()).isEqualTo(1);
        assertThat(changes).isEqualTo(1);
    }

    /** With a pattern, it may have been renamed to a newer name, and rewritten, before it is looked at. */
    @Test
    void knowsWhereAFileWasServedThatIsAnotherOneAtAnotherPathNow() throws IOException {
        FileSource latest = new LatestFile(
                FilePattern.of(directory.resolve("app-{latest}.log"), Optional.empty()).orElseThrow());
        follower = new FileFollower("test", latest, new FollowerOptions(POLL, POLL, Retention.DRAIN), this);
        Path first = Files.writeString(directory.resolve("app-1.log"), "content");
        poll(latest);
        assertThat(follower.servedAt()).isEqualTo(first);
        Path second = Files.move(first, directory.resolve("app-2.log"));
        Files.writeString(second, "another");
        poll(latest);
        assertThat(left).containsExactly(first);
        assertThat(follower.current().number()).isEqualTo(2);
        assertThat(follower.servedAt()).isEqualTo(second);
    }

    private void poll(FileSource source) {
        source.polled();
        follower.look(0, LookTrigger.POLL);
    }

    @Test
    void publishesGrowthAndTellsOnlyThen() throws IOException {
        write("one\n");
        follower.look(0, LookTrigger.POLL);
        follower.look(0, LookTrigger.POLL);
        assertThat(changes).isEqualTo(1);
        write("two\n");
        follower.look(0, LookTrigger.POLL);
        assertThat(changes).isEqualTo(2);
        assertThat(follower.current().limit()).isEqualTo(8);
    }

    @Test
    void tellsAtTheNextLookWhatItCouldNotTell() throws IOException {
        write("one\n");
        full = true;
        assertThatThrownBy(() -> follower.look(0, LookTrigger.POLL)).isInstanceOf(OutOfMemoryError.class);
        assertThat(changes).isEqualTo(1);
        full = false;
        follower.look(0, LookTrigger.POLL);
        follower.look(0, LookTrigger.POLL);
        assertThat(changes).isEqualTo(2);
    }

    @Test
    void publishesGrowthWithoutALookAtAnythingElse() throws IOException {
        assertThat(follower.publishGrowth(LookTrigger.EVENT)).as("no file").isFalse();
        write("one\n");
        assertThat(follower.publishGrowth(LookTrigger.EVENT)).as("not opened").isFalse();
        FileGeneration generation = lookAndRetain();
        assertThat(follower.publishGrowth(LookTrigger.EVENT)).as("not grown").isFalse();
        Path renamed = rename();
        Files.writeString(renamed, "two\n", APPEND);
        assertThat(follower.publishGrowth(LookTrigger.EVENT)).isTrue();
        assertThat(changes).isEqualTo(2);
        assertThat(generation.readableLimit()).isEqualTo(8);
        assertThat(follower.current()).isSameAs(generation);
        follower.look(0, LookTrigger.POLL);
        assertThat(follower.current()).isNull();
        generation.release();
    }

    @Test
    void publishesNoGrowthOfWhatIsNoContinuation() throws IOException {
        write("one\n");
        FileGeneration old = lookAndRetain();
        Files.writeString(file, "another one\n");
        assertThat(follower.publishGrowth(LookTrigger.EVENT)).isFalse();
        assertThat(old.limit()).isEqualTo(4);
        assertThat(changes).isEqualTo(1);
        follower.look(0, LookTrigger.POLL);
        assertThat(old.end()).isEqualTo(RotationCause.REWRITTEN);
        old.release();
    }

    @Test
    void tellsWhetherTheFileIsUnchanged() throws IOException {
        assertThat(follower.isUnchanged()).as("no file").isFalse();
        write("one\n");
        assertThat(follower.isUnchanged()).as("not opened").isFalse();
        FileGeneration generation = lookAndRetain();
        assertThat(follower.isUnchanged()).isTrue();
        Files.writeString(file, "one\n");
        assertThat(follower.isUnchanged()).as("written again").isTrue();
        write("two\n");
        assertThat(follower.isUnchanged()).as("grown").isFalse();
        assertThat(follower.publishGrowth(LookTrigger.EVENT)).isTrue();
        assertThat(follower.isUnchanged()).isTrue();
        Files.writeString(file, "one\nten\n");
        assertThat(follower.isUnchanged()).as("rewritten").isFalse();
        Files.writeString(file, "one\n");
        assertThat(follower.isUnchanged()).as("shorter").isFalse();
        generation.release();
    }

    @Test
    void tellsThatAFileThatCanNotBeReadIsNotUnchanged() throws IOException {
        write("one\n");
        FileGeneration generation = lookAndRetain();
        generation.channel().close();
        assertThat(follower.isUnchanged()).isFalse();
        generation.release();
    }

    @Test
    void publishesNoGrowthWhileItIsInDoubtWhetherTheFileHasShrunk() throws IOException {
        write("one\ntwo\n");
        FileGeneration generation = lookAndRetain();
        Files.writeString(file, "one\n");
        assertThat(follower.publishGrowth(LookTrigger.EVENT)).isFalse();
        assertThat(generation.readableLimit()).as("not looked at").isEqualTo(8);
        follower.look(0, LookTrigger.POLL);
        write("two\nthree\n");
        assertThat(follower.publishGrowth(LookTrigger.EVENT)).isFalse();
        assertThat(generation.readableLimit()).isZero();
        generation.release();
    }

    @Test
    void publishesNoGrowthOfWhatCanNotBeRead() throws IOException {
        write("one\n");
        FileGeneration old = lookAndRetain();
        old.channel().close(); // the next read fails, as on a bad disk
        assertThat(follower.publishGrowth(LookTrigger.EVENT)).isFalse();
        assertThat(old.end()).isNull();
        old.release();
    }

    @Test
    void servesWhatNoEventTellsOf() throws IOException {
        write("one\n");
        Path link = Files.createLink(Files.createDirectory(directory.resolve("elsewhere")).resolve("link"), file);
        follower.look(0, LookTrigger.POLL);
        Files.writeString(link, "two\n", APPEND);
        try (RandomAccessFile mapped = new RandomAccessFile(file.toFile(), "rw")) {
            mapped.getChannel().map(MapMode.READ_WRITE, 0, 12).put(8, "three".getBytes(), 0, 4);
        }
        follower.look(0, LookTrigger.POLL);
        assertThat(published(follower.current())).isEqualTo("one\ntwo\nthre");
    }

    @Test
    void followsTheRenamedFileForOnePollInterval() throws IOException {
        write("old\n");
        FileGeneration old = lookAndRetain();
        Path renamed = rename();
        follower.look(0, LookTrigger.POLL);
        assertThat(follower.current()).isNull();
        write("new\n");
        Files.writeString(renamed, "late\n", APPEND);
        follower.look(0, LookTrigger.POLL);
        assertThat(old.end()).isNull();
        assertThat(published(old)).isEqualTo("old\nlate\n");
        assertThat(published(follower.current())).isEqualTo("new\n");
        awaitEnd(old);
        assertThat(old.end()).isEqualTo(RotationCause.REMOVED);
        assertThat(published(old)).isEqualTo("old\nlate\n");
        assertThat(ended).containsExactly(old);
        old.release();
        awaitClosed(old);
    }

    @Test
    void complainsOnceOfAFileThatIsMissingForAPollInterval() throws IOException {
        write("one\n");
        follower.look(0, LookTrigger.POLL);
        long looked = System.nanoTime();
        await().until(() -> System.nanoTime() - looked > 2 * POLL.toNanos()); // it was there, but not looked at for long
        rename();
        long missing = System.nanoTime();
        follower.look(0, LookTrigger.POLL);
        assertThat(complaints).isZero();
        long due = System.nanoTime() + POLL.toNanos();
        follower.look(0, LookTrigger.POLL);
        if (complaints == 0) { // as it is unless that look came late
            assertThat(follower.nextLook() - due).isNotPositive();
        }
        await().until(() -> {
            follower.look(0, LookTrigger.POLL);
            return complaints > 0;
        });
        assertThat(System.nanoTime() - missing).isGreaterThanOrEqualTo(POLL.toNanos());
        follower.look(0, LookTrigger.POLL);
        assertThat(complaints).isEqualTo(1);
    }

    @Test
    void doesNotComplainOfAMissingFileWhileItsWriterHasTimeToReopen() throws IOException {
        follow(new FollowerOptions(POLL, Duration.ofMinutes(1), Retention.DRAIN));
        write("one\n");
        follower.look(0, LookTrigger.POLL);
        rename();
        follower.look(0, LookTrigger.POLL);
        long missing = System.nanoTime();
        await().until(() -> System.nanoTime() - missing > POLL.toNanos());
        follower.look(0, LookTrigger.POLL);
        assertThat(complaints).isZero();
    }

    @Test
    void closesWhatNobodyReadsAtOnce() throws IOException {
        write("old\n");
        follower.look(0, LookTrigger.POLL);
        FileGeneration old = follower.current();
        Files.delete(file);
        follower.look(0, LookTrigger.POLL);
        assertThat(old.channel().isOpen()).isFalse();
    }

    @Test
    void seesAnAtomicReplacement() throws IOException {
        write("old\n");
        FileGeneration old = lookAndRetain();
        replace("new content\n");
        follower.look(0, LookTrigger.POLL);
        assertThat(published(follower.current())).isEqualTo("new content\n");
        awaitEnd(old);
        assertThat(old.end()).isEqualTo(RotationCause.REPLACED);
        old.release();
    }

    @Test
    void seesASwappedLink() throws IOException {
        Path one = Files.createDirectory(directory.resolve("..1"));
        Path two = Files.createDirectory(directory.resolve("..2"));
        Files.writeString(one.resolve("app.log"), "one");
        Files.writeString(two.resolve("app.log"), "two!");
        Path data = Files.createSymbolicLink(directory.resolve("..data"), one.getFileName());
        Files.createSymbolicLink(file, Path.of("..data", "app.log"));
        follower.look(0, LookTrigger.POLL);
        assertThat(published(follower.current())).isEqualTo("one");
        Path next = Files.createSymbolicLink(directory.resolve("..next"), two.getFileName());
        Files.move(next, data, ATOMIC_MOVE, REPLACE_EXISTING);
        follower.look(0, LookTrigger.POLL);
        assertThat(published(follower.current())).isEqualTo("two!");
    }

    @Test
    void takesBackADirectoryThatWasMovedAway() throws IOException {
        Path home = Files.createDirectory(directory.resolve("home"));
        file = home.resolve("app.log");
        follow(Retention.DRAIN);
        write("one\n");
        FileGeneration generation = lookAndRetain();
        Path away = Files.move(home, directory.resolve("away"));
        follower.look(0, LookTrigger.POLL);
        assertThat(follower.current()).isNull();
        Files.move(away, home);
        write("two\n");
        follower.look(0, LookTrigger.POLL);
        assertThat(follower.current()).isSameAs(generation);
        assertThat(published(generation)).isEqualTo("one\ntwo\n");
        generation.release();
    }

    @Test
    void believesAShrinkOnlyAtTheSecondLook() throws IOException {
        write("one\ntwo\n");
        FileGeneration old = lookAndRetain();
        Files.writeString(file, "new\n");
        follower.look(0, LookTrigger.POLL);
        assertThat(old.end()).isNull();
        assertThat(old.readableLimit()).isZero();
        assertThat(follower.nextLook() - System.nanoTime()).isLessThanOrEqualTo(POLL.toNanos() / 2);
        awaitEnd(old);
        assertThat(old.end()).isEqualTo(RotationCause.TRUNCATED);
        assertThat(old.readableLimit()).isZero();
        assertThat(published(follower.current())).isEqualTo("new\n");
        assertThat(follower.current().number()).isEqualTo(2);
        old.release();
    }

    @Test
    void takesBackAShrinkThatTheNextLookTakesBack() throws IOException {
        write("one\ntwo\n");
        FileGeneration generation = lookAndRetain();
        Files.writeString(file, "one\n");
        follower.look(0, LookTrigger.POLL);
        assertThat(generation.readableLimit()).isZero();
        write("two\nthree\n");
        follower.look(0, LookTrigger.POLL);
        assertThat(generation.end()).isNull();
        assertThat(generation.readableLimit()).isEqualTo(14);
        generation.release();
    }

    @Test
    void seesATruncationThatHasRegrownPastTheOldLength() throws IOException {
        write("0123456789".repeat(100));
        FileGeneration old = lookAndRetain();
        Files.writeString(file, "abcdefghij".repeat(200));
        follower.look(0, LookTrigger.POLL);
        assertThat(old.end()).isEqualTo(RotationCause.REWRITTEN);
        assertThat(old.limit()).isEqualTo(1000);
        assertThat(follower.current().limit()).isEqualTo(2000);
        old.release();
    }

    @Test
    void seesARewriteOfTheSameLength() throws IOException {
        write("0123456789".repeat(100));
        FileGeneration old = lookAndRetain();
        Files.writeString(file, "0123456789".repeat(99) + "0123456780");
        follower.look(0, LookTrigger.POLL);
        assertThat(old.end()).isEqualTo(RotationCause.REWRITTEN);
        old.release();
    }

    @Test
    void servesSparseFilesAndNulBytes() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(5L << 30);
            follower.look(0, LookTrigger.POLL);
            assertThat(follower.current().limit()).isEqualTo(5L << 30);
            sparse.setLength((5L << 30) + 10);
            follower.look(0, LookTrigger.POLL);
        }
        assertThat(follower.current().number()).isEqualTo(1);
        assertThat(follower.current().limit()).isEqualTo((5L << 30) + 10);
    }

    /** Sometimes between the check and the opening: that one is given up. */
    @Test
    void isNotHeldUpByAFifoThatTakesAFilesPlace() throws Exception {
        Fifo fifo = Fifo.make(directory.resolve("fifo"));
        for (int i = 0; i < 500; i++) {
            Path prepared = Files.writeString(directory.resolve("prepared"), "content " + i);
            CompletableFuture<Void> look = CompletableFuture.runAsync(() -> follower.look(0, LookTrigger.POLL));
            Files.move(prepared, file, ATOMIC_MOVE);
            Path link = Files.createLink(directory.resolve("link"), fifo.path());
            Files.move(link, file, ATOMIC_MOVE);
            look.get(10, TimeUnit.SECONDS);
            if (Fifo.openers() > 50) { // with 64 that wait, no file is opened any more
                fifo.release();
            }
        }
        Files.move(Files.writeString(directory.resolve("prepared"), "the last one"), file, ATOMIC_MOVE);
        await().untilAsserted(() -> {
            follower.look(0, LookTrigger.POLL);
            assertThat(follower.current()).isNotNull();
            assertThat(follower.current().limit()).isEqualTo(12);
        });
        fifo.release();
    }

    @Test
    void leavesWhatIsNoRegularFile() throws Exception {
        write("old\n");
        FileGeneration old = lookAndRetain();
        Files.delete(file);
        Fifo.make(file);
        follower.look(0, LookTrigger.POLL); // would never return if it opened the fifo
        assertThat(follower.current()).isNull();
        awaitEnd(old);
        assertThat(old.end()).isEqualTo(RotationCause.REPLACED);
        Files.delete(file);
        Files.createDirectory(file);
        follower.look(0, LookTrigger.POLL);
        assertThat(follower.current()).isNull();
        Files.delete(file);
        write("new\n");
        follower.look(0, LookTrigger.POLL);
        assertThat(published(follower.current())).isEqualTo("new\n");
        old.release();
    }

    @ParameterizedTest
    @CsvSource({ "/sys/devices/system/cpu/online,can't be read up to its size of 4096 bytes",
            "/proc/version,has a size of 0 bytes but can be read" })
    void complainsOnceOfASizeThatIsNotWhatCanBeRead(Path special, String problem) throws IOException {
        assumeTrue(Files.isReadable(special));
        Files.createSymbolicLink(file, special);
        follower.look(0, LookTrigger.POLL);
        await().until(() -> System.nanoTime() - follower.nextLook() >= 0); // until then, its bytes may be late
        for (int i = 0; i < 3; i++) {
            long before = System.nanoTime();
            follower.look(0, LookTrigger.POLL);
            assertThat(follower.nextLook() - before).as("no sooner than any").isGreaterThanOrEqualTo(POLL.toNanos());
        }
        assertThat(complaints).isEqualTo(1);
        assertThat(follower.problem()).startsWith(problem);
        assertThat(follower.current()).isNull();
        replace("a file\n");
        follower.look(0, LookTrigger.POLL);
        assertThat(follower.problem()).isNull();
        assertThat(published(follower.current())).isEqualTo("a file\n");
    }

    @Test
    void doesNotComplainOfASizeThatGoesWithWhatCanBeReadAMomentLater() throws IOException {
        Path special = Path.of("/sys/devices/system/cpu/online");
        assumeTrue(Files.isReadable(special));
        for (int i = 0; i < 2; i++) {
            Files.createSymbolicLink(file, special);
            long before = System.nanoTime();
            follower.look(0, LookTrigger.POLL);
            assertThat(follower.current()).isNull();
            assertThat(complaints).isZero();
            assertThat(follower.problem()).isNull();
            assertThat(follower.nextLook() - before).as("a moment").isLessThan(POLL.toNanos());
            replace("a file\n");
            await().until(() -> System.nanoTime() - follower.nextLook() >= 0);
            follower.look(0, LookTrigger.POLL);
            assertThat(published(follower.current())).isEqualTo("a file\n");
            assertThat(complaints).isZero();
            Files.delete(file);
            follower.look(0, LookTrigger.POLL);
        }
    }

    @Test
    void waitsWhileADirectoryOfThePathIsAFile() throws IOException {
        Path home = Files.writeString(directory.resolve("home"), "not a directory");
        file = home.resolve("deep").resolve("app.log");
        follow(Retention.DRAIN);
        follower.look(0, LookTrigger.POLL);
        assertThat(follower.current()).isNull();
        Files.delete(home);
        Files.createDirectories(file.getParent());
        write("new\n");
        follower.look(0, LookTrigger.POLL);
        assertThat(published(follower.current())).isEqualTo("new\n");
    }

    @Test
    void chainsGenerationsForThoseWhoAreBehind() throws IOException {
        follow(Retention.CHAIN);
        write("one\n");
        FileGeneration first = lookAndRetain();
        replace("two\n");
        follower.look(0, LookTrigger.POLL);
        FileGeneration second = follower.current();
        replace("three\n");
        follower.look(0, LookTrigger.POLL);
        FileGeneration third = follower.current();
        awaitEnd(first);
        awaitEnd(second);
        assertThat(first.successor()).isSameAs(second);
        assertThat(second.successor()).isSameAs(third);
        assertThat(published(second)).isEqualTo("two\n");
        first.release();
        awaitClosed(first);
        assertThat(second.channel().isOpen()).isFalse();
        assertThat(third.channel().isOpen()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = Retention.class, names = { "DRAIN", "KEEP" })
    void doesNotChainOtherwise(Retention retention) throws IOException {
        follow(retention);
        write("one\n");
        FileGeneration first = lookAndRetain();
        replace("two\n");
        follower.look(0, LookTrigger.POLL);
        assertThat(first.successor()).isNull();
        first.release();
    }

    @Test
    void keepsARemovedFileForAsLongAsItIsRead() throws IOException {
        follow(Retention.KEEP);
        write("old\n");
        FileGeneration old = lookAndRetain();
        long removed = System.nanoTime();
        Path renamed = rename();
        await().until(() -> {
            follower.look(0, LookTrigger.POLL);
            return System.nanoTime() - removed > 2 * POLL.toNanos();
        });
        Files.writeString(renamed, "late\n", APPEND);
        follower.look(0, LookTrigger.POLL);
        assertThat(old.end()).isNull();
        assertThat(published(old)).isEqualTo("old\nlate\n");
        old.release();
        follower.look(0, LookTrigger.POLL);
        assertThat(old.channel().isOpen()).isFalse();
    }

    @Test
    void endsAGenerationThatCanNotBeReadAndOpensItAnew() throws IOException {
        write("one\n");
        FileGeneration old = lookAndRetain();
        old.channel().close(); // the next read fails, as on a bad disk
        follower.look(0, LookTrigger.POLL);
        assertThat(old.end()).isEqualTo(RotationCause.FAILED);
        assertThat(old.readableLimit()).isZero();
        assertThat(published(follower.current())).isEqualTo("one\n");
        old.release();
    }

    @Test
    void leavesWhatIsReadToItsReadersWhenItCloses() throws IOException {
        write("one\n");
        FileGeneration generation = lookAndRetain();
        follower.close();
        assertThat(published(generation)).isEqualTo("one\n");
        generation.release();
        assertThat(generation.channel().isOpen()).isFalse();
        assertThat(generation.retain()).isFalse();
    }

    private FileGeneration lookAndRetain() {
        follower.look(0, LookTrigger.POLL);
        assertThat(follower.current().retain()).isTrue();
        return follower.current();
    }

    private void awaitEnd(FileGeneration generation) {
        await().until(() -> {
            follower.look(0, LookTrigger.POLL);
            return generation.end() != null;
        });
    }

    /** It is looked at once more after its end. */
    private void awaitClosed(FileGeneration generation) {
        await().until(() -> {
            follower.look(0, LookTrigger.POLL);
            return !generation.channel().isOpen();
        });
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, CREATE, APPEND);
    }

    private Path rename() throws IOException {
        return Files.move(file, file.resolveSibling("app.log.1"));
    }

    private void replace(String text) throws IOException {
        Files.move(Files.writeString(directory.resolve("app.log.new"), text), file, ATOMIC_MOVE, REPLACE_EXISTING);
    }

    private static String published(FileGeneration generation) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) generation.limit());
        while (bytes.hasRemaining()) {
            assertThat(generation.channel().read(bytes, bytes.position())).isPositive();
        }
        return new String(bytes.array());
    }
}
