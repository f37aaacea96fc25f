package io.quarkiverse.tailsrv.runtime.transfer;

import static io.quarkiverse.tailsrv.runtime.cache.PageCache.PORTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.netty.util.concurrent.ImmediateEventExecutor;
import io.quarkiverse.tailsrv.runtime.cache.PageCache;
import io.quarkiverse.tailsrv.runtime.file.Storage;
import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.follower.FollowerListener;
import io.quarkiverse.tailsrv.runtime.follower.FollowerOptions;
import io.quarkiverse.tailsrv.runtime.follower.Retention;
import io.quarkiverse.tailsrv.runtime.selection.SingleFile;
import io.quarkiverse.tailsrv.runtime.watch.FollowerSchedule;
import io.quarkiverse.tailsrv.runtime.watch.FollowerService;

/**
 * What is asked of the threads, on a file of which the test says what is in memory.
 */
class RunwayTest implements FollowerListener {

    private static final long LIMIT = 1L << 40;

    @TempDir
    Path directory;

    private final FollowerService followers = new FollowerService();
    private final Queue<Runnable> probes = new ArrayDeque<>();
    private final Queue<Runnable> reads = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final PageCache pageCache = new PageCache(System::nanoTime) {
        @Override
        public long resident(FileChannel channel, long from, long to) {
            asked.add("ask " + from + "+" + (to - from));
            return Math.max(from, Math.min(to, resident));
        }

        @Override
        public Extent probe(FileChannel channel, long from, long to) {
            asked.add("probe " + from + "+" + (to - from));
            long end = Math.max(from, Math.min(to, resident));
            return new Extent(end, end < to);
        }

        @Override
        public Extent read(FileChannel channel, long from, long to) throws IOException {
            asked.add("read " + from + "+" + (to - from));
            if (from >= broken) {
                throw new IOException("broken");
            }
            if (faulty) {
                throw new InternalError("a fault occurred");
            }
            return new Extent(Math.min(Math.min(to, from + PORTION), broken), from >= resident);
        }
    };
    private final Warmer warmer = new Warmer(pageCache, false, probes::add, reads::add);
    private int extended;
    private final Runway runway = new Runway(ImmediateEventExecutor.INSTANCE, () -> extended++);
    private Path file;
    private FollowerSchedule schedule;
    private FileFollower follower;
    private FileGeneration generation;
    private long resident = LIMIT;
    private long broken = LIMIT;
    private boolean faulty;

    @BeforeEach
    void open() throws IOException {
        file = Files.writeString(directory.resolve("app.log"), "0123456789");
        FollowerOptions options = new FollowerOptions(Duration.ofMillis(20), Duration.ZERO, Retention.DRAIN);
        follower = new FileFollower("test", new SingleFile(file), options, this);
        schedule = followers.follow(follower);
        await().until(() -> follower.current() != null);
        generation = follower.current();
        assertThat(generation.retain()).isTrue();
    }

    @AfterEach
    void close() {
        followers.unfollow(schedule);
        followers.close();
    }

    @Override
    public void changed() {
        // of no interest
    }

    @Override
    public void ended(FileGeneration ended) {
        // of no interest
    }

    @Test
    void waitsUntilItIsKnownToBeInMemory() throws IOException {
        assertThat(reach(5)).isEqualTo(5);
        assertThat(reach(5)).isEqualTo(5);
        assertThat(extended).isZero();
        run(probes);
        assertThat(extended).isEqualTo(1);
        assertThat(reach(5)).isEqualTo(5 + PORTION);
        assertThat(asked).containsExactly("probe 5+" + PORTION);
    }

    @Test
    void goesNoFurtherThanTheLimit() throws IOException {
        assertThat(runway.reach(generation, 5, 7, warmer)).isEqualTo(5);
        run(probes);
        assertThat(runway.reach(generation, 5, 7, warmer)).isEqualTo(7);
        assertThat(asked).containsExactly("probe 5+2");
        assertThat(probes).isEmpty();
    }

    @Test
    void looksFurtherAheadTheLongerAllIsInMemory() throws IOException {
        reach(0);
        run(probes);
        reach(0);
        run(probes);
        reach(PORTION);
        run(probes);
        assertThat(asked).containsExactly("probe 0+" + PORTION, "probe " + PORTION + "+" + 2 * PORTION,
                "probe " + 3 * PORTION + "+" + 4 * PORTION);
    }

    @Test
    void asksTheKernelWhereItTells() throws IOException {
        assumeThat(generation.storage()).isEqualTo(Storage.TRANSPARENT);
        resident = 20 << 20;
        Warmer asking = new Warmer(pageCache, true, probes::add, reads::add);
        assertThat(runway.reach(generation, 0, LIMIT, asking)).isEqualTo(16 << 20);
        assertThat(runway.reach(generation, 16 << 20, LIMIT, asking)).isEqualTo(20 << 20);
        assertThat(probes).isEmpty();
        assertThat(runway.reach(generation, 20 << 20, LIMIT, asking)).isEqualTo(20 << 20);
        run(reads);
        assertThat(runway.reach(generation, 20 << 20, LIMIT, asking)).isEqualTo(24 << 20);
        assertThat(probes).isEmpty();
    }

    @Test
    void readsWhatIsNotInMemoryAPortionAhead() throws IOException {
        resident = 0;
        reach(0);
        run(probes);
        run(reads);
        assertThat(reach(0)).isEqualTo(PORTION);
        assertThat(reads).isEmpty();
        assertThat(reach(1)).isEqualTo(PORTION);
        run(reads);
        assertThat(reach(2)).isEqualTo(2 * PORTION);
        assertThat(reads).isEmpty();
        assertThat(asked).containsExactly("probe 0+" + PORTION, "read 0+" + PORTION, "read " + PORTION + "+" + PORTION);
    }

    @Test
    void sendsWhatIsInMemoryBeforeWhatIsNot() throws IOException {
        resident = 100;
        reach(0);
        run(probes);
        assertThat(reach(0)).isEqualTo(100);
        run(reads);
        assertThat(reach(0)).isEqualTo(100 + PORTION);
    }

    @Test
    void triesAgainOnceEnoughWasInMemory() throws IOException {
        resident = 0;
        reach(0);
        run(probes);
        run(reads);
        resident = LIMIT;
        for (int i = 1; i <= 4; i++) {
            reach(i * PORTION);
            assertThat(probes).isEmpty();
            run(reads);
        }
        reach(5 * PORTION);
        assertThat(probes).hasSize(1);
    }

    @Test
    void tellsOfWhatCanNotBeReadOnceItIsReached() throws IOException {
        resident = 0;
        broken = 100;
        reach(0);
        run(probes);
        run(reads);
        assertThat(reach(0)).isEqualTo(100);
        run(reads);
        assertThat(reach(0)).isEqualTo(100);
        assertThat(reads).isEmpty();
        assertThatThrownBy(() -> reach(100)).hasMessage("broken");
    }

    @Test
    void tellsOfErrorsToo() throws IOException {
        resident = 0;
        faulty = true;
        reach(0);
        run(probes);
        run(reads);
        assertThat(extended).isEqualTo(1);
        assertThatThrownBy(() -> reach(0)).hasMessageContaining("a fault occurred");
    }

    @Test
    void asksForLittleOnceWhatItKnewIsTooOld() throws IOException {
        AtomicLong now = new AtomicLong();
        Runway slow = new Runway(ImmediateEventExecutor.INSTANCE, () -> extended++, now::get);
        slow.reach(generation, 0, LIMIT, warmer);
        run(probes);
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        slow.reach(generation, 100, LIMIT, warmer);
        assertThat(asked).containsExactly("probe 0+" + PORTION);
        run(probes);
        assertThat(asked).containsExactly("probe 0+" + PORTION, "probe 100+" + FileBytes.MAX_LENGTH);
    }

    @Test
    void doesNotReadForWhoHasGone() throws IOException {
        resident = 0;
        reach(0);
        run(probes);
        runway.close();
        run(reads);
        assertThat(asked).containsExactly("probe 0+" + PORTION);
        assertThat(extended).isZero();
    }

    @Test
    void doesNotKeepTheFileOpenIfNoThreadCanBeHad() throws IOException {
        Warmer without = new Warmer(pageCache, false, task -> {
            throw new OutOfMemoryError("unable to create native thread");
        }, reads::add);
        assertThatThrownBy(() -> runway.reach(generation, 0, LIMIT, without)).isInstanceOf(OutOfMemoryError.class);
        Files.delete(file);
        generation.release();
        await().until(() -> !generation.channel().isOpen());
    }

    @Test
    void keepsTheFileOpenUntilItHasBeenRead() throws IOException {
        resident = 0;
        reach(0);
        Files.delete(file);
        generation.release();
        await().until(() -> generation.end() != null);
        run(probes);
        assertThat(generation.channel().isOpen()).isTrue();
        run(reads);
        await().until(() -> !generation.channel().isOpen());
    }

    private long reach(long position) throws IOException {
        return runway.reach(generation, position, LIMIT, warmer);
    }

    private static void run(Queue<Runnable> tasks) {
        List<Runnable> all = List.copyOf(tasks);
        tasks.clear();
        all.forEach(Runnable::run);
    }
}
