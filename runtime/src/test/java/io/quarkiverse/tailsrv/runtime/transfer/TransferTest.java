package io.quarkiverse.tailsrv.runtime.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCounted;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.follower.FollowerListener;
import io.quarkiverse.tailsrv.runtime.follower.FollowerOptions;
import io.quarkiverse.tailsrv.runtime.follower.LookTrigger;
import io.quarkiverse.tailsrv.runtime.follower.Retention;
import io.quarkiverse.tailsrv.runtime.selection.SingleFile;
import io.quarkiverse.tailsrv.runtime.watch.FollowerSchedule;
import io.quarkiverse.tailsrv.runtime.watch.FollowerService;

class TransferTest implements FollowerListener {

    private static final long NO_END = Long.MAX_VALUE;

    @TempDir
    Path directory;

    private final FollowerService followers = new FollowerService();
    private final Warmer warmer = new Warmer(Runnable::run, Runnable::run);
    private final Transfer transfer = new Transfer(false, warmer);
    private final Runway runway = new Runway(ImmediateEventExecutor.INSTANCE, () -> {
        // the test asks again when it wants to
    });
    private Path file;
    private FileFollower follower;
    private FollowerSchedule schedule;
    private FileGeneration generation;

    @BeforeEach
    void start() throws IOException {
        file = directory.resolve("app.log");
        append("0123456789");
        FollowerOptions options = new FollowerOptions(Duration.ofSeconds(1), Duration.ZERO, Retention.DRAIN);
        follower = new FileFollower("test", new SingleFile(file), options, this);
        schedule = followers.follow(follower);
        look();
        generation = follower.current();
        assertThat(generation.retain()).isTrue();
    }

    @AfterEach
    void stop() {
        transfer.close();
        generation.release();
        followers.unfollow(schedule);
        followers.close();
        await("everything is released").until(this::isReleased);
    }

    private boolean isReleased() {
        boolean held = generation.retain();
        if (held) {
            generation.release();
        }
        return !held;
    }

    @Override
    public void changed() {
        // the test looks for itself
    }

    @Override
    public void ended(FileGeneration ended) {
        // the test looks for itself
    }

    @Test
    void sendsLessAtATimeWhereManyAreBehind() throws IOException {
        append("x".repeat(1 << 20));
        look();
        List<Chunk> inFlight = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            inFlight.add(transfer.next(generation, 0, NO_END, runway));
        }
        assertThat(inFlight.get(0).length()).isEqualTo(1 << 20);
        assertThat(inFlight.get(99).length()).isEqualTo(1 << 17);
        inFlight.forEach(chunk -> chunk.message().release());
        assertThat(next(0, NO_END)).isEqualTo("region 0+1048576");
    }

    @Test
    void sendsOldBytesWithoutACopy() throws IOException {
        assertThat(next(4, NO_END)).isEqualTo("region 4+6");
    }

    @Test
    void asksNothingOfAFileThatIsClosed() throws Exception {
        FileFollower once = new FileFollower("test", new SingleFile(file),
                new FollowerOptions(Duration.ofSeconds(1), Duration.ZERO, Retention.DRAIN), this);
        once.look(0, LookTrigger.POLL);
        FileGeneration closed = once.current();
        GenerationRegion region = new GenerationRegion(closed, 0, 10, () -> {
            // nobody waits for it
        });
        once.close();
        region.release();
        EventExecutor eventLoop = new DefaultEventExecutor();
        assertThat(transfer.inquire(new Chunk(region, 10, TransferPath.ZERO_COPY), eventLoop).get(20, TimeUnit.SECONDS))
                .isInstanceOf(ClosedChannelException.class);
        assertThat(closed.retain()).isFalse();
        eventLoop.shutdownGracefully();
    }

    @Test
    void sendsNothingPastTheLimit() throws IOException {
        assertThat(transfer.next(generation, 10, NO_END, runway)).isNull();
        assertThat(transfer.next(generation, 11, NO_END, runway)).isNull();
    }

    @Test
    void sendsNothingPastTheEnd() throws IOException {
        assertThat(next(4, 7)).isEqualTo("region 4+3");
        append("abcdef");
        assertThat(next(10, 12)).isEqualTo("buffer ab");
        assertThat(transfer.next(generation, 12, 12, runway)).isNull();
    }

    @Test
    void sharesWhatWasAppended() throws IOException {
        append("abcdef");
        ByteBuf first = (ByteBuf) transfer.next(generation, 10, NO_END, runway).message();
        ByteBuf second = (ByteBuf) transfer.next(generation, 12, NO_END, runway).message();
        assertThat(first.toString(UTF_8)).isEqualTo("abcdef");
        assertThat(second.toString(UTF_8)).isEqualTo("cdef");
        assertThat(second.memoryAddress()).isEqualTo(first.memoryAddress() + 2);
        first.release();
        second.release();
    }

    @Test
    void sendsWhatIsSharedFirstAndThenTheRest() throws IOException {
        append("abcdef");
        assertThat(next(10, NO_END)).isEqualTo("buffer abcdef");
        append("gh");
        assertThat(next(12, NO_END)).isEqualTo("buffer cdef");
        assertThat(next(16, NO_END)).isEqualTo("buffer gh");
    }

    @Test
    void leavesTheBufferToTheTailWhenOneIsBehind() throws IOException {
        append("abcdef");
        append("gh");
        assertThat(next(16, NO_END)).isEqualTo("buffer gh");
        assertThat(next(12, NO_END)).isEqualTo("region 12+6");
        assertThat(next(16, NO_END)).isEqualTo("buffer gh");
    }

    @Test
    void sendsABurstWithoutACopy() throws IOException {
        append("x".repeat(RecentBytes.MAX_LENGTH + 1));
        assertThat(next(10, NO_END)).isEqualTo("region 10+" + (RecentBytes.MAX_LENGTH + 1));
        assertThat(next(11, NO_END)).isEqualTo("buffer " + "x".repeat(RecentBytes.MAX_LENGTH));
    }

    @Test
    void sharesNothingWhileStalledClientsHoldTooMuch() throws IOException {
        String burst = "x".repeat(RecentBytes.MAX_LENGTH);
        List<ReferenceCounted> stalled = new ArrayList<>();
        long position = 10;
        for (int held = 0; held <= RecentBytes.MAX_HELD + RecentBytes.MAX_LENGTH; held += RecentBytes.MAX_LENGTH) {
            append(burst);
            stalled.add(transfer.next(generation, position, NO_END, runway).message());
            position += RecentBytes.MAX_LENGTH;
        }
        assertThat(stalled).allMatch(ByteBuf.class::isInstance);
        append("more");
        assertThat(next(position, NO_END)).isEqualTo("region " + position + "+4");
        stalled.forEach(ReferenceCounted::release);
        assertThat(next(position, NO_END)).isEqualTo("buffer more");
    }

    @Test
    void sharesNothingWhileOthersHoldTooMuch() throws IOException {
        DirectMemory memory = new DirectMemory(RecentBytes.MAX_LENGTH);
        RecentBytes here = new RecentBytes(memory);
        RecentBytes elsewhere = new RecentBytes(memory);
        append("x".repeat(RecentBytes.MAX_LENGTH));
        ByteBuf stalled = here.read(generation, 10, generation.limit());
        long position = generation.limit();
        append("more");
        here.read(generation, position, position + 4).release();
        assertThat(elsewhere.read(generation, position, position + 4)).isNull();
        stalled.release();
        append("and on");
        here.read(generation, position + 4, position + 10).release();
        elsewhere.read(generation, position, position + 4).release();
        here.close();
        elsewhere.close();
        assertThat(memory.isSpent()).isFalse();
    }

    @Test
    void readsWhatIsToBeEncrypted() throws IOException {
        append("x".repeat(FileBytes.MAX_LENGTH));
        Transfer encrypting = new Transfer(true, warmer);
        Chunk chunk = encrypting.next(generation, 4, NO_END, runway);
        ByteBuf old = (ByteBuf) chunk.message();
        assertThat(old.toString(UTF_8)).startsWith("456789xxx").hasSize(FileBytes.MAX_LENGTH);
        assertThat(chunk.path()).isEqualTo(TransferPath.TLS);
        ByteBuf other = (ByteBuf) encrypting.next(generation, 2, 5, runway).message(); // while the first one is still needed
        assertThat(other.toString(UTF_8)).isEqualTo("234");
        assertThat(old.toString(UTF_8)).startsWith("456789");
        old.release();
        other.release();
        assertThat(encrypting.next(generation, 5, 5, runway)).isNull();
        encrypting.close();
    }

    @Test
    void sharesWhatWasAppendedAndIsToBeEncrypted() throws IOException {
        append("abcdef");
        Transfer encrypting = new Transfer(true, warmer);
        ByteBuf first = (ByteBuf) encrypting.next(generation, 10, NO_END, runway).message();
        ByteBuf second = (ByteBuf) encrypting.next(generation, 12, NO_END, runway).message();
        assertThat(second.memoryAddress()).isEqualTo(first.memoryAddress() + 2);
        first.release();
        second.release();
        encrypting.close();
    }

    @Test
    void sendsLessAtATimeWhileMuchIsOnItsWayEncrypted() throws IOException {
        append("x".repeat(FileBytes.MAX_LENGTH));
        Transfer encrypting = new Transfer(true, warmer);
        for (int inFlight = 0; inFlight < Transfer.MAX_COPIED; inFlight += FileBytes.MAX_LENGTH) {
            assertThat(length(encrypting, 0)).isEqualTo(FileBytes.MAX_LENGTH);
        }
        assertThat(length(encrypting, 0)).isEqualTo(Transfer.MIN_COPIED);
        append("y".repeat(RecentBytes.MAX_LENGTH));
        assertThat(length(encrypting, 10 + FileBytes.MAX_LENGTH)).isEqualTo(Transfer.MIN_COPIED);
        encrypting.done(new Chunk(null, FileBytes.MAX_LENGTH + 2 * Transfer.MIN_COPIED, TransferPath.TLS));
        assertThat(length(encrypting, 10 + FileBytes.MAX_LENGTH)).isEqualTo(RecentBytes.MAX_LENGTH);
        encrypting.close();
    }

    @Test
    void tellsThatTheFileHasBecomeShorterThanWhatIsToBeEncrypted() throws IOException {
        FileBytes bytes = new FileBytes(DirectMemory.COPIES);
        ByteBuf last = bytes.read(generation, 8, 10);
        assertThat(last.toString(UTF_8)).isEqualTo("89");
        last.release();
        assertThatThrownBy(() -> bytes.read(generation, 10, 10)).isInstanceOf(EOFException.class);
        bytes.close();
    }

    private int length(Transfer encrypting, long position) throws IOException {
        Chunk next = encrypting.next(generation, position, NO_END, runway);
        next.message().release();
        return (int) next.length();
    }

    private String next(long position, long end) throws IOException {
        ReferenceCounted message = transfer.next(generation, position, end, runway).message();
        String what = message instanceof FileRegion region ? "region " + region.position() + "+" + region.count()
                : "buffer " + ((ByteBuf) message).toString(UTF_8);
        message.release();
        return what;
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, CREATE, APPEND);
        if (schedule != null) {
            look();
        }
    }

    private void look() {
        AtomicBoolean answered = new AtomicBoolean();
        schedule.ask(() -> answered.set(true));
        await().pollInterval(Duration.ofMillis(1)).untilTrue(answered);
    }
}
