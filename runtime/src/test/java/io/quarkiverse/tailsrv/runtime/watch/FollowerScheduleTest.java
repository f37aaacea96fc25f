package io.quarkiverse.tailsrv.runtime.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.FileSelection;
import io.quarkiverse.tailsrv.runtime.directory.FileEvents;
import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.follower.FollowerListener;
import io.quarkiverse.tailsrv.runtime.follower.FollowerOptions;
import io.quarkiverse.tailsrv.runtime.follower.LookTrigger;
import io.quarkiverse.tailsrv.runtime.follower.Retention;
import io.quarkiverse.tailsrv.runtime.selection.FilePattern;
import io.quarkiverse.tailsrv.runtime.selection.FileSource;
import io.quarkiverse.tailsrv.runtime.selection.LatestFile;
import io.quarkiverse.tailsrv.runtime.selection.SingleFile;
import io.quarkiverse.tailsrv.runtime.thread.BlockedLog;

class FollowerScheduleTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMillis(50);

    /** Twice as many as give up the events of a directory with one served file. */
    private static final int NOISE = 4_000;

    @TempDir
    Path directory;

    private final List<FollowerSchedule> schedule = new ArrayList<>();
    private FollowerService followers;

    @BeforeEach
    void start() {
        FileEvents.require();
        followers = new FollowerService();
    }

    @AfterEach
    void stop() {
        schedule.forEach(followers::unfollow);
        followers.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("tailsrv-")));
    }

    @Test
    void noticesGrowthByEvents() throws IOException {
        FileFollower follower = watch("app.log", NEVER);
        awaitLimit(follower, 4);
        append("app.log", "two\n");
        awaitLimit(follower, 8);
    }

    @Test
    void goesOnWhileTheLogBlocks() throws IOException {
        try (BlockedLog log = new BlockedLog(FileFollower.class)) {
            FileFollower missing = watch("missing.log", SOON, "");
            log.awaitWriter();
            FileFollower follower = watch("app.log", NEVER);
            awaitLimit(follower, 4);
            append("app.log", "two\n");
            awaitLimit(follower, 8);
            append("missing.log", "there\n");
            awaitLimit(missing, 6);
            followers.relieve();
        }
    }

    @Test
    void noticesRotationByEvents() throws IOException {
        FileFollower follower = watch("app.log", NEVER);
        awaitLimit(follower, 4);
        Files.move(directory.resolve("app.log"), directory.resolve("app.log.1"));
        append("app.log", "new content\n");
        awaitLimit(follower, 12);
    }

    @Test
    void looksInsteadWhileOthersCauseTooManyEvents() throws IOException {
        pauseEventsFor(Duration.ofSeconds(2));
        FileFollower follower = watch("app.log", NEVER);
        FileFollower beside = watch("beside.log", NEVER);
        FileFollower missing = watch("missing.log", NEVER, "");
        awaitLimit(follower, 4);
        awaitLimit(beside, 4);
        makeNoiseUntil(() -> schedule.stream().allMatch(FollowerSchedule::isGlancedAt));
        append("beside.log", "two\n");
        awaitLimit(beside, 8);
        append("missing.log", "there\n");
        awaitLimit(missing, 6);
        append("app.log", "two\n");
        awaitLimit(follower, 8);
        Files.move(directory.resolve("app.log"), directory.resolve("app.log.1"));
        append("app.log", "new content\n");
        awaitLimit(follower, 12);
        Files.writeString(directory.resolve("beside.log"), "short"); // truncated
        awaitLimit(beside, 5);
        await().until(() -> schedule.stream().noneMatch(FollowerSchedule::isGlancedAt)); // now that there is no noise
        append("app.log", "more");
        awaitLimit(follower, 16);
    }

    @Test
    void forgetsAFileWhoseEventsAreGivenUp() throws IOException {
        pauseEventsFor(NEVER);
        FileFollower follower = watch("app.log", NEVER);
        awaitLimit(follower, 4);
        makeNoiseUntil(schedule.get(0)::isGlancedAt);
        followers.unfollow(schedule.remove(0));
        await().until(() -> follower.current() == null);
        FileFollower next = watch("app.log", NEVER);
        awaitLimit(next, 8);
        await().until(schedule.get(0)::isGlancedAt);
    }

    /** Its events tell the names, so they go on. */
    @Test
    void keepsTheEventsOfAPattern() throws IOException {
        pauseEventsFor(NEVER);
        FileFollower follower = watch("app.log", NEVER);
        awaitLimit(follower, 4);
        makeNoiseUntil(schedule.get(0)::isGlancedAt);
        append("day-1.log", "one");
        FilePattern pattern = FilePattern.of(directory.resolve("day-{latest}.log"), Optional.empty()).orElseThrow();
        FileFollower latest = watch(new LatestFile(pattern), NEVER, NOBODY);
        awaitLimit(latest, 3);
        append("day-2.log", "two!");
        awaitLimit(latest, 4);
        assertThat(schedule.get(1).isGlancedAt()).isFalse();
    }

    private void pauseEventsFor(Duration time) {
        followers.close();
        followers = new FollowerService(time);
    }

    private void makeNoiseUntil(Callable<Boolean> enough) throws IOException {
        try (FileChannel other = FileChannel.open(directory.resolve("other.log"), CREATE, WRITE)) {
            await().pollInterval(Duration.ZERO).until(() -> {
                for (int i = 0; i < NOISE; i++) {
                    other.write(ByteBuffer.wrap("more".getBytes(UTF_8)), 0);
                }
                return enough.call();
            });
        }
    }

    /** The last of a few writes in a row may come while the first one is looked for. */
    @Test
    void noticesTheLastWriteByEvents() throws IOException {
        FileFollower follower = watch("app.log", NEVER);
        FileFollower other = watch("other.log", NEVER);
        for (int round = 1; round <= 300; round++) {
            append("app.log", "more");
            append("app.log", "more");
            append("other.log", "more");
            append("other.log", "more");
            append("other.log", "more");
            awaitLimit(follower, 4 + round * 8);
            awaitLimit(other, 4 + round * 12);
        }
    }

    @Test
    void noticesByEventsWhatFollowsGrowth() throws IOException {
        FileFollower follower = watch("app.log", NEVER);
        for (int round = 0; round < 5; round++) {
            appendTwice("app.log", follower);
            overwrite("app.log", "re" + round, 0);
            awaitGeneration(follower, 2 + 3 * round);
            appendTwice("app.log", follower);
            Files.writeString(directory.resolve("app.log"), "short");
            awaitGeneration(follower, 3 + 3 * round);
            appendTwice("app.log", follower);
            Files.move(directory.resolve("app.log"), directory.resolve("app.log.1"), REPLACE_EXISTING);
            append("app.log", "new\n");
            awaitGeneration(follower, 4 + 3 * round);
        }
    }

    /** The second time it is known whose file grows. */
    private void appendTwice(String name, FileFollower follower) throws IOException {
        for (int i = 0; i < 2; i++) {
            append(name, "more");
            awaitLimit(follower, Files.size(directory.resolve(name)));
        }
    }

    @Test
    void noticesASwappedLinkByEvents() throws IOException {
        Files.createDirectory(directory.resolve("one"));
        Files.createDirectory(directory.resolve("two"));
        append("one/app.log", "one");
        append("two/app.log", "two!");
        Path link = Files.createSymbolicLink(directory.resolve("data"), Path.of("one"));
        FileFollower follower = watch("data/app.log", NEVER, "");
        awaitLimit(follower, 3);
        append("one/app.log", "!!");
        awaitLimit(follower, 5);
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("two"));
        awaitLimit(follower, 4);
        append("two/app.log", "!!!!");
        awaitLimit(follower, 8);
    }

    @Test
    void noticesALinkThatIsMissingForAWhileByEvents() throws IOException {
        Files.createDirectory(directory.resolve("one"));
        append("one/app.log", "one");
        Path link = Files.createSymbolicLink(directory.resolve("data"), Path.of("one"));
        FileFollower follower = watch("data/app.log", NEVER, "");
        awaitLimit(follower, 3);
        Files.delete(link);
        await().until(() -> follower.current() == null);
        Files.createDirectory(directory.resolve("two"));
        append("two/app.log", "two!");
        Files.createSymbolicLink(link, Path.of("two"));
        awaitLimit(follower, 4);
    }

    @Test
    void noticesADirectoryThatIsMadeLaterByEvents() throws IOException {
        for (int round = 0; round < 20; round++) {
            FileFollower follower = watch("deep" + round + "/down/app.log", NEVER, "");
            Files.createDirectories(directory.resolve("deep" + round).resolve("down"));
            append("deep" + round + "/down/app.log", "one");
            awaitLimit(follower, 3);
        }
    }

    @Test
    void watchesADirectoryThatIsMadeLaterAndMadeAnew() throws IOException {
        FileFollower follower = watch("deep/down/app.log", SOON, "");
        for (int round = 0; round < 2; round++) {
            await().until(() -> follower.current() == null);
            Files.createDirectories(directory.resolve("deep/down"));
            append("deep/down/app.log", "one");
            awaitLimit(follower, 3);
            append("deep/down/app.log", "two");
            awaitLimit(follower, 6);
            Files.delete(directory.resolve("deep/down/app.log"));
            Files.delete(directory.resolve("deep/down"));
        }
    }

    @Test
    void goesOnWithADirectoryThatIsMovedAwayAndBack() throws IOException {
        Files.createDirectory(directory.resolve("home"));
        append("home/app.log", "one");
        FileFollower follower = watch("home/app.log", Duration.ofSeconds(5), "");
        awaitLimit(follower, 3);
        FileGeneration generation = follower.current();
        assertThat(generation.retain()).isTrue();
        Files.move(directory.resolve("home"), directory.resolve("away"));
        append("away/app.log", "two"); // an event of the directory that went away
        await().until(() -> follower.current() == null);
        assertThat(generation.limit()).isEqualTo(6);
        Files.move(directory.resolve("away"), directory.resolve("home"));
        append("home/app.log", "three");
        awaitLimit(follower, 11);
        assertThat(follower.current()).isSameAs(generation);
        generation.release();
    }

    @Test
    void pollsWhereTheSystemHasNoEventsToGive() throws IOException {
        followers.close();
        List<WatchService> all = new ArrayList<>();
        try {
            exhaust(all);
            followers = new FollowerService();
            FileFollower follower = watch("app.log", SOON);
            awaitLimit(follower, 4);
            append("app.log", "two\n");
            awaitLimit(follower, 8);
        } finally {
            for (WatchService service : all) {
                service.close();
            }
        }
    }

    @Test
    void answersAfterALookThatBeginsAfterTheQuestion() throws IOException {
        FileFollower follower = watch("app.log", NEVER);
        awaitLimit(follower, 4);
        for (int round = 2; round <= 200; round++) {
            append("app.log", "more");
            AtomicLong limit = new AtomicLong();
            schedule.get(0).ask(() -> limit.set(follower.current().limit()));
            await().pollInterval(Duration.ofMillis(1)).until(() -> limit.get() != 0);
            assertThat(limit.get()).isEqualTo(round * 4L);
        }
    }

    @Test
    void answersOnceItIsClearThatTheFileHasShrunk() throws IOException {
        FileFollower follower = watch("app.log", NEVER, "long content");
        awaitLimit(follower, 12);
        Files.writeString(directory.resolve("app.log"), "short");
        AtomicLong limit = new AtomicLong();
        schedule.get(0).ask(() -> limit.set(follower.current().limit()));
        await().until(() -> limit.get() != 0);
        assertThat(limit.get()).isEqualTo(5);
    }

    @Test
    void goesOnWithTheOthersWhileFilesHang() throws IOException {
        CountDownLatch alive = new CountDownLatch(1);
        try {
            for (String name : List.of("dead1", "dead2", "dead3")) {
                append(name, "one\n");
                watch(name, SOON, new HangingListener(alive, new AtomicInteger()));
            }
            FileFollower follower = watch("app.log", SOON);
            relieveUntilLimit(follower, 4);
            for (int limit = 8; limit < 40; limit += 4) {
                append("app.log", "more");
                relieveUntilLimit(follower, limit);
            }
        } finally {
            alive.countDown();
        }
    }

    /** Their threads hang as before. */
    @Test
    void goesOnWithOthersAfterFilesThatHangAreGivenUp() throws IOException {
        CountDownLatch alive = new CountDownLatch(1);
        try {
            for (String name : List.of("dead1", "dead2")) {
                append(name, "one\n");
                watch(name, NEVER, new HangingListener(alive, new AtomicInteger()));
            }
            await().until(() -> {
                followers.relieve();
                return schedule.stream().allMatch(FollowerSchedule::isHanging);
            });
            schedule.forEach(followers::unfollow);
            schedule.clear();
            followers.relieve();
            goesOnByItself();
        } finally {
            alive.countDown();
        }
    }

    @Test
    void goesOnByEventsWithTheNeighboursOfAFileThatHangs() throws IOException {
        CountDownLatch alive = new CountDownLatch(1);
        AtomicReference<FollowerListener> listener = new AtomicReference<>(NOBODY);
        AtomicInteger changes = new AtomicInteger();
        try {
            FileFollower follower = watch("app.log", NEVER);
            append("dead", "one\n");
            FileFollower dead = watch("dead", NEVER, new DelegatingListener(listener) {
                @Override
                public void changed() {
                    super.changed();
                    changes.incrementAndGet();
                }
            });
            awaitLimit(dead, 4);
            appendTwice("dead", dead);
            await().until(() -> changes.get() == 3); // of all that has been published, it has been told
            listener.set(new HangingListener(alive, new AtomicInteger()));
            append("dead", "more"); // is published as soon as the event comes
            awaitLimit(dead, 16);
            for (int limit = 8; limit < 40; limit += 4) {
                append("app.log", "more");
                relieveUntilLimit(follower, limit);
            }
            alive.countDown();
            appendTwice("dead", dead);
        } finally {
            alive.countDown();
        }
    }

    /** Before anything is known of it: the very first look may be one at a dead network mount. */
    @Test
    void aFirstLookThatHangsDelaysNoOtherFile() throws IOException {
        CountDownLatch alive = new CountDownLatch(1);
        try {
            append("dead", "one\n");
            FileFollower dead = watch("dead", NEVER, new HangingListener(alive, new AtomicInteger()));
            awaitLimit(dead, 4);
            goesOnByItself();
        } finally {
            alive.countDown();
        }
    }

    @Test
    void aFileWhoseLooksTakeLongDelaysNoOther() throws IOException {
        CountDownLatch alive = new CountDownLatch(1);
        AtomicReference<FollowerListener> listener = new AtomicReference<>(NOBODY);
        try {
            append("slow", "one\n");
            FileFollower slow = watch("slow", NEVER, new DelegatingListener(listener));
            awaitLimit(slow, 4);
            listener.set(new SlowListener());
            for (int i = 0; i < LookPace.SEVERAL; i++) {
                append("slow", "more");
                awaitLimit(slow, 8 + 4 * i);
                awaitAnswer(schedule.get(0));
            }
            listener.set(new HangingListener(alive, new AtomicInteger())); // so that a delay is a long one
            append("slow", "more");
            awaitLimit(slow, 8 + 4 * LookPace.SEVERAL);
            goesOnByItself();
        } finally {
            alive.countDown();
        }
    }

    @Test
    void slowFilesHaveAFewThreads() throws IOException {
        CountDownLatch alive = new CountDownLatch(1);
        try {
            for (int i = 0; i < 2 * FollowerService.MAX_SLOW_THREADS; i++) {
                append("dead" + i, "one\n");
                watch("dead" + i, NEVER, new HangingListener(alive, new AtomicInteger()));
            }
            await().until(() -> slowThreads() == FollowerService.MAX_SLOW_LOOKS);
            await().until(() -> {
                followers.relieve();
                return slowThreads() == FollowerService.MAX_SLOW_THREADS;
            });
            followers.relieve();
            assertThat(slowThreads()).isEqualTo(FollowerService.MAX_SLOW_THREADS);
        } finally {
            alive.countDown();
        }
    }

    /** What is kept of each would be kept as long as the file system hangs, for any number of clients. */
    @Test
    void keepsNothingOfClientsThatLeaveWhileAFileHangs() throws IOException {
        CountDownLatch alive = new CountDownLatch(1);
        try {
            append("dead", "one\n");
            awaitLimit(watch("dead", NEVER, new HangingListener(alive, new AtomicInteger())), 4);
            List<WeakReference<Runnable>> gone = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                Runnable client = new AtomicInteger()::incrementAndGet;
                schedule.get(0).ask(client);
                schedule.get(0).forget(client);
                gone.add(new WeakReference<>(client));
            }
            await().until(() -> {
                System.gc();
                return gone.stream().allMatch(client -> client.get() == null);
            });
        } finally {
            alive.countDown();
        }
    }

    private static long slowThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("tailsrv-slow")).count();
    }

    /** Without anybody who finds out that looks hang: by events, and when asked. */
    private void goesOnByItself() throws IOException {
        FileFollower follower = watch("app.log", NEVER);
        awaitLimit(follower, 4);
        for (int limit = 8; limit < 40; limit += 4) {
            append("app.log", "more");
            awaitLimit(follower, limit);
        }
        awaitAnswer(schedule.get(schedule.size() - 1));
    }

    @Test
    void publishesWhatGrowsInTurnInOneDirectory() throws IOException {
        FileFollower one = watch("one.log", NEVER);
        FileFollower same = watch("one.log", NEVER, NOBODY);
        FileFollower other = watch("other.log", NEVER);
        for (FileFollower follower : List.of(one, same, other)) {
            awaitLimit(follower, 4);
        }
        for (int limit = 8; limit < 80; limit += 4) {
            append("one.log", "more");
            awaitLimit(one, limit);
            awaitLimit(same, limit);
            append("other.log", "more");
            awaitLimit(other, limit);
        }
        overwrite("one.log", "anew", 0); // as long as before
        awaitGeneration(one, 2);
        awaitGeneration(same, 2);
        assertThat(other.current().number()).isEqualTo(1);
    }

    @Test
    void opensAnIdleFileForReadersAlone() throws IOException {
        append("app.log", "one\n");
        FileFollower follower = new FileFollower("test", new SingleFile(directory.resolve("app.log")),
                new FollowerOptions(Duration.ofMillis(1), Duration.ZERO, Retention.DRAIN, Duration.ZERO), NOBODY);
        FollowerSchedule file = followers.follow(follower);
        schedule.add(file);
        await().until(() -> follower.current() != null && follower.current().isClosed());
        FileChannel closed = follower.current().channel();
        AtomicBoolean looked = new AtomicBoolean();
        file.afterLook(() -> looked.set(true));
        await().untilTrue(looked);
        assertThat(follower.current().channel()).isSameAs(closed);
        AtomicBoolean open = new AtomicBoolean();
        file.ask(() -> open.set(!follower.current().isClosed()));
        await().untilTrue(open);
    }

    private static void awaitAnswer(FollowerSchedule asked) {
        AtomicBoolean answered = new AtomicBoolean();
        asked.ask(() -> answered.set(true));
        await().untilTrue(answered);
    }

    /** Which is what a pause of the whole process looks like to the one who is first to run again. */
    @Test
    void aLookThatIsMetForTheFirstTimeDoesNotHang() throws IOException {
        CountDownLatch alive = new CountDownLatch(1);
        try {
            append("app.log", "one\n");
            watch("app.log", SOON, new HangingListener(alive, new AtomicInteger()));
            await().pollDelay(Duration.ofMillis(1500)).until(() -> true); // longer than a look may take
            assertThat(schedule.get(0).hangingThread()).isNull();
            await().until(() -> schedule.get(0).hangingThread() != null);
        } finally {
            alive.countDown();
        }
    }

    @Test
    void countsGenerationsThatCameAndWentBetweenTwoLooks() throws IOException {
        CountDownLatch slow = new CountDownLatch(1);
        try {
            AtomicInteger skipped = new AtomicInteger();
            FileFollower follower = watch("app.log", SOON, new HangingListener(slow, skipped));
            AtomicBoolean looked = new AtomicBoolean();
            schedule.get(0).ask(() -> looked.set(true));
            await().untilTrue(looked);
            append("app.log", "one\n");
            await().until(() -> follower.current() != null); // and now that look does not end
            for (int i = 0; i < 3; i++) {
                Files.move(directory.resolve("app.log"), directory.resolve("app.log." + i));
                append("app.log", "content " + i);
            }
            slow.countDown();
            await().until(() -> skipped.get() == 2);
            assertThat(follower.current().number()).isEqualTo(2);
        } finally {
            slow.countDown();
        }
    }

    /** As if the file system did not answer. */
    private record HangingListener(CountDownLatch alive, AtomicInteger skipped) implements FollowerListener {

        @Override
        public void changed() {
            boolean interrupted = false;
            while (alive.getCount() > 0) {
                try {
                    alive.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            assertThat(interrupted).isFalse();
        }

        @Override
        public void ended(FileGeneration generation) {
            changed();
        }

        @Override
        public void skipped(int generations) {
            skipped.addAndGet(generations);
        }
    }

    /** As on a file system that takes its time. */
    private static final class SlowListener implements FollowerListener {

        @Override
        public void changed() {
            long end = System.nanoTime() + 2 * LookPace.LONG_NANOS;
            while (end - System.nanoTime() > 0) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void ended(FileGeneration generation) {
            changed();
        }
    }

    private static class DelegatingListener implements FollowerListener {

        private final AtomicReference<FollowerListener> target;

        DelegatingListener(AtomicReference<FollowerListener> target) {
            this.target = target;
        }

        @Override
        public void changed() {
            target.get().changed();
        }

        @Override
        public void ended(FileGeneration generation) {
            target.get().ended(generation);
        }
    }

    static final FollowerListener NOBODY = new FollowerListener() {
        @Override
        public void changed() {
            // the tests look for themselves
        }

        @Override
        public void ended(FileGeneration generation) {
            // the tests look for themselves
        }
    };

    /** A write through another directory's link has no event here, and changes nothing in the directory. */
    @Test
    void noticesByThePollThatANameIsUsedAgain() throws IOException {
        Path logs = Files.createDirectory(directory.resolve("logs"));
        for (String name : List.of("1", "2")) {
            append("logs/" + name, "content");
            Files.createLink(directory.resolve(name), logs.resolve(name));
        }
        FilePattern pattern = FilePattern.of(logs.resolve("{latest}"), Optional.of(FileSelection.LATEST_MODIFIED))
                .orElseThrow();
        FileFollower follower = watch(new LatestFile(pattern), SOON, NOBODY);
        awaitLimit(follower, 7);
        for (int round = 1; round <= 3; round++) { // the directory is listed a last time in the first one
            for (String name : List.of("1", "2")) {
                Files.writeString(directory.resolve(name), String.valueOf(round).repeat(round));
                await().until(() -> follower.source().path().equals(logs.resolve(name)));
                awaitLimit(follower, round);
            }
        }
    }

    /** An event that comes in the last step of a look is not forgotten. */
    @Test
    void looksAgainForWhatComesAtTheVeryEnd() throws Exception {
        append("app.log", "one\n");
        SourceWithAnEnd source = new SourceWithAnEnd(new SingleFile(directory.resolve("app.log")));
        watch(source, NEVER, NOBODY);
        FollowerSchedule noticing = schedule.get(0);
        awaitAnswer(noticing);
        int before = source.choices.get();
        source.atTheEnd.set(() -> CompletableFuture.runAsync(() -> noticing.noticed(0, false)).join());
        noticing.noticed(0, false);
        assertThat(source.atTheEnd).hasValue(null);
        await().untilAsserted(() -> assertThat(source.choices).hasValueGreaterThanOrEqualTo(before + 2));
    }

    @Test
    void publishesAfterALookWhatWasWrittenMeanwhile() throws IOException {
        append("app.log", "one\n");
        SourceWithAnEnd source = new SourceWithAnEnd(new SingleFile(directory.resolve("app.log")));
        FileFollower follower = watch(source, NEVER, NOBODY);
        awaitLimit(follower, 4);
        FollowerSchedule looking = schedule.get(0);
        awaitAnswer(looking);
        int before = source.choices.get();
        source.atTheEnd.set(() -> {
            assertThatCode(() -> append("app.log", "two\n")).doesNotThrowAnyException();
            assertThat(CompletableFuture.supplyAsync(() -> looking.publishGrowth(LookTrigger.EVENT)).join()).isTrue();
        });
        looking.noticed(0, false);
        awaitLimit(follower, 8);
        assertThat(source.choices).as("looks").hasValue(before + 1);
    }

    @Test
    void walksAnUnchangedPathAtFewPolls() throws IOException {
        append("app.log", "one\n");
        SourceWithAnEnd source = new SourceWithAnEnd(new SingleFile(directory.resolve("app.log")));
        awaitLimit(watch(source, Duration.ofMillis(20), NOBODY), 4);
        await().untilAsserted(() -> assertThat(source.choices).hasValueGreaterThan(60));
        int walks = source.walks.get();
        assertThat(walks).isLessThan(source.choices.get() / 3);
        await().untilAsserted(() -> assertThat(source.walks).as("the tenth poll").hasValueGreaterThan(walks + 2));
    }

    @Test
    void takesNoLookForAWriteThatChangesNothing() throws IOException {
        append("app.log", "one\n");
        Files.createDirectory(directory.resolve("beside"));
        append("beside/app.log", "one\n");
        SourceWithAnEnd source = new SourceWithAnEnd(new SingleFile(directory.resolve("app.log")));
        awaitLimit(watch(source, NEVER, NOBODY), 4);
        FileFollower beside = watch("beside/app.log", NEVER, NOBODY);
        awaitLimit(beside, 4);
        schedule.forEach(FollowerScheduleTest::awaitAnswer);
        int before = source.choices.get();
        overwrite("app.log", "one", 0);
        append("beside/app.log", "two\n");
        awaitLimit(beside, 8); // its event came later
        assertThat(source.choices).as("looks").hasValue(before);
        overwrite("app.log", "two", 0);
        await().untilAsserted(() -> assertThat(source.choices).as("looks").hasValueGreaterThan(before));
    }

    @Test
    void goesOnPollingAfterAFailureOnTheWay() throws IOException {
        append("app.log", "one\n");
        SourceWithAnEnd source = new SourceWithAnEnd(new SingleFile(directory.resolve("app.log")));
        awaitLimit(watch(source, SOON, NOBODY), 4);
        source.failsToWalk.set(true);
        await().untilFalse(source.failsToWalk);
        int before = source.choices.get();
        await().untilAsserted(() -> assertThat(source.choices).hasValueGreaterThan(before + 1));
    }

    /** Does something when it is asked, once more after its choice, whether the subscriptions are about its path. */
    private static final class SourceWithAnEnd implements FileSource {

        private final FileSource file;
        private final AtomicInteger choices = new AtomicInteger();
        private final AtomicInteger walks = new AtomicInteger();
        private final AtomicBoolean failsToWalk = new AtomicBoolean();
        private final AtomicReference<Runnable> atTheEnd = new AtomicReference<>();
        private volatile boolean chosen;

        SourceWithAnEnd(FileSource file) {
            this.file = file;
        }

        @Override
        public Path path() {
            boolean compared = StackWalker.getInstance()
                    .walk(callers -> callers.anyMatch(caller -> caller.getMethodName().equals("areOf")));
            if (compared && chosen) {
                chosen = false;
                Runnable once = atTheEnd.getAndSet(null);
                if (once != null) {
                    once.run();
                }
            }
            return file.path();
        }

        @Override
        public Path choose() throws IOException {
            choices.incrementAndGet();
            chosen = true;
            return file.choose();
        }

        @Override
        public boolean hasMore() {
            return file.hasMore();
        }

        @Override
        public Path pattern() {
            walks.incrementAndGet(); // each walk asks for it
            if (failsToWalk.getAndSet(false)) {
                throw new IllegalStateException("a failure made by a test");
            }
            return file.pattern();
        }

        @Override
        public boolean noticed(Path name) {
            return file.noticed(name);
        }

        @Override
        public void eventsLost() {
            file.eventsLost();
        }

        @Override
        public void polled() {
            file.polled();
        }
    }

    private FileFollower watch(String name, Duration pollInterval) throws IOException {
        return watch(name, pollInterval, "one\n");
    }

    private FileFollower watch(String name, Duration pollInterval, String content) throws IOException {
        if (!content.isEmpty()) {
            append(name, content);
        }
        return watch(name, pollInterval, NOBODY);
    }

    private FileFollower watch(String name, Duration pollInterval, FollowerListener listener) {
        return watch(new SingleFile(directory.resolve(name)), pollInterval, listener);
    }

    private FileFollower watch(FileSource source, Duration pollInterval, FollowerListener listener) {
        FollowerOptions options = new FollowerOptions(pollInterval, pollInterval, Retention.DRAIN);
        FileFollower follower = new FileFollower("test", source, options, listener);
        schedule.add(followers.follow(follower));
        return follower;
    }

    private void append(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, CREATE, APPEND);
    }

    private void overwrite(String name, String text, long position) throws IOException {
        try (FileChannel channel = FileChannel.open(directory.resolve(name), WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)), position);
        }
    }

    private void relieveUntilLimit(FileFollower follower, long limit) {
        await().until(() -> {
            followers.relieve();
            return follower.current() != null && follower.current().limit() == limit;
        });
    }

    private static void awaitLimit(FileFollower follower, long limit) {
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> follower.current() != null && follower.current().limit() == limit);
    }

    private static void awaitGeneration(FileFollower follower, long number) {
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> follower.current() != null && follower.current().number() == number);
    }

    private static void exhaust(List<WatchService> all) {
        try {
            while (true) {
                all.add(FileSystems.getDefault().newWatchService());
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("inotify");
        }
    }
}
