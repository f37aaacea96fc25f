package io.quarkiverse.tailsrv.runtime.cache;

import static io.quarkiverse.tailsrv.runtime.cache.PageCache.PORTION;
import static io.quarkiverse.tailsrv.runtime.cache.PageCache.STRIDE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.runtime.cache.PageCache.Extent;
import io.quarkiverse.tailsrv.runtime.follower.FileChannelDouble;

class PageCacheTest {

    private static final int SIZE = 2 * PORTION;

    @TempDir
    Path directory;

    /** Which reads take their time, counted from 0 on. */
    private final Set<Integer> slow = new HashSet<>();
    private int clockReads;
    private long now;
    private final PageCache pageCache = new PageCache(() -> {
        boolean after = clockReads % 2 == 1;
        now += after && slow.contains(clockReads / 2) ? 10_000_000 : 1000;
        clockReads++;
        return now;
    });
    private FileChannel channel;

    @BeforeEach
    void open() throws IOException {
        Path file = Files.write(directory.resolve("app.log"), new byte[SIZE]);
        channel = FileChannel.open(file, READ, WRITE);
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
    }

    @Test
    void findsAllInMemory() {
        assertThat(pageCache.probe(channel, 5, SIZE)).isEqualTo(new Extent(SIZE, false));
        assertThat(pageCache.probe(channel, 5, 6)).isEqualTo(new Extent(6, false));
    }

    @Test
    void findsWhatIsNotInMemory() {
        slow.add(2);
        slow.add(3);
        assertThat(pageCache.probe(channel, 5, SIZE)).isEqualTo(new Extent(5 + STRIDE, true));
    }

    @Test
    void findsNothingInMemory() {
        slow.add(0);
        slow.add(1);
        assertThat(pageCache.probe(channel, 5, SIZE)).isEqualTo(new Extent(5, true));
        slow.add(2);
        assertThat(pageCache.probe(channel, 5, 6)).isEqualTo(new Extent(5, true));
        slow.add(4);
        assertThat(pageCache.probe(channel, 5, 15)).isEqualTo(new Extent(5, true));
    }

    @Test
    void triesTheLastByteToo() {
        slow.add(2);
        assertThat(pageCache.probe(channel, 0, STRIDE + 2)).isEqualTo(new Extent(STRIDE, true));
    }

    @Test
    void readsUpToABadByteAtTheBeginOfALaterPiece() throws IOException {
        int bad = 3 << 17;
        FileChannelDouble disk = new FileChannelDouble(new byte[4 << 17]);
        disk.failsFrom(bad);
        assertThat(new PageCache(System::nanoTime).read(disk, 0, 4 << 17).end()).isEqualTo(bad);
    }

    @Test
    void givesUpSoonIfTheFirstByteCanNotBeRead() {
        FileChannelDouble disk = new FileChannelDouble(new byte[1000]);
        disk.failsFrom(0);
        assertThatThrownBy(() -> new PageCache(System::nanoTime).read(disk, 0, 1000)).isInstanceOf(IOException.class);
        assertThat(disk.reads()).as("each may take long").isEqualTo(2);
    }

    @Test
    void takesOneSlowReadForAnInterruption() {
        slow.add(2);
        slow.add(4);
        assertThat(pageCache.probe(channel, 5, SIZE)).isEqualTo(new Extent(SIZE, false));
    }

    @Test
    void readsAPortion() throws IOException {
        assertThat(pageCache.read(channel, 5, SIZE)).isEqualTo(new Extent(5 + PORTION, false));
        slow.add(1);
        assertThat(pageCache.read(channel, 5, 10)).isEqualTo(new Extent(10, true));
    }

    @Test
    void leavesWhatIsNoLongerThereToWhoSendsIt() throws IOException {
        channel.truncate(100);
        assertThat(pageCache.read(channel, 5, SIZE)).isEqualTo(new Extent(SIZE, true));
        assertThat(pageCache.probe(channel, 5, SIZE).end()).isEqualTo(SIZE);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void readsWhatCanNotBeTried() throws IOException {
        try (FileChannel unreadable = FileChannel.open(Path.of("/proc/self/mem"), READ)) {
            assertThat(pageCache.probe(unreadable, 0, SIZE)).isEqualTo(new Extent(0, true));
            assertThatThrownBy(() -> pageCache.read(unreadable, 0, SIZE)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 255, 256, 999, 1000, 5000 })
    void readsUpToTheFirstByteThatCanNotBeRead(int bad) throws IOException {
        FileChannelDouble disk = new FileChannelDouble(new byte[1000]);
        disk.failsFrom(bad);
        Extent extent = new PageCache(System::nanoTime).read(disk, 0, 1000);
        assertThat(extent.end()).isEqualTo(Math.min(bad, 1000));
        assertThat(disk.reads()).isLessThan(3 * 10 + 3);
        disk.failsFrom(0);
        assertThatThrownBy(() -> new PageCache(System::nanoTime).read(disk, bad, 6000)).isInstanceOf(IOException.class);
    }
}
