package io.quarkiverse.tailsrv.runtime.follower;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.file.FileIdentity;
import io.quarkiverse.tailsrv.runtime.file.OpenFile;
import io.quarkiverse.tailsrv.runtime.file.Storage;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;
import io.quarkiverse.tailsrv.runtime.thread.BlockedLog;

/**
 * A file that has left the path, is still read by a client, and may still be written to.
 */
class RetiredGenerationsTest {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final FileChannelDouble file = new FileChannelDouble("one\n".getBytes(UTF_8));
    private FileGeneration generation;
    private RotationCause ended;
    private FileGeneration current;

    @BeforeEach
    void open() throws IOException {
        generation = FileGeneration.of(1, new OpenFile(file, new FileIdentity("key"), Storage.TRANSPARENT), Runnable::run);
        assertThat(generation.retain()).isTrue();
    }

    @AfterEach
    void close() {
        if (file.isOpen()) {
            generation.release();
        }
    }

    @Test
    void areFollowedForTheirGraceHoweverShortThePollIntervalIs() {
        RetiredGenerations retired = retire(GRACE);
        assertThat(look(retired, 0).next()).as("looked at as often as any").isEqualTo(POLL.toNanos());
        file.content("one\ntwo\n".getBytes(UTF_8));
        assertThat(look(retired, 4950).next()).as("the end of the grace").isEqualTo(GRACE.toNanos());
        assertThat(ended).isNull();
        assertThat(generation.limit()).isEqualTo(8);
        file.content("one\ntwo\nthree\n".getBytes(UTF_8));
        look(retired, 5000);
        assertThat(ended).isEqualTo(RotationCause.REMOVED);
        assertThat(generation.limit()).isEqualTo(14);
    }

    @Test
    void areLookedAtOnceWithoutAGrace() {
        RetiredGenerations retired = retire(Duration.ZERO);
        file.content("one\ntwo\n".getBytes(UTF_8));
        look(retired, 0);
        assertThat(ended).isEqualTo(RotationCause.REMOVED);
        assertThat(generation.limit()).isEqualTo(8);
    }

    @Test
    void endOnlyOnceItIsClearWhetherTheyHaveShrunk() {
        RetiredGenerations retired = retire(GRACE);
        file.content("one".getBytes(UTF_8));
        Look last = look(retired, 5000);
        assertThat(ended).isNull();
        assertThat(last.next()).as("the end of the doubt, and no sooner").isEqualTo(Duration.ofMillis(5050).toNanos());
        file.content("one\ntwo\n".getBytes(UTF_8));
        look(retired, 5050);
        assertThat(ended).isEqualTo(RotationCause.REMOVED);
        assertThat(generation.readableLimit()).isEqualTo(8);
    }

    @Test
    void endAsTruncatedIfTheyHaveShrunkAtTheirLastLook() {
        RetiredGenerations retired = retire(GRACE);
        file.content("one".getBytes(UTF_8));
        look(retired, 5000);
        look(retired, 5050);
        assertThat(ended).isEqualTo(RotationCause.TRUNCATED);
    }

    @Test
    void areToldOfIfTheyAreStillWrittenToWhenTheyAreLetGo() {
        RetiredGenerations retired = retire(GRACE);
        file.content("one\ntwo\n".getBytes(UTF_8));
        assertThat(look(retired, 5000).next()).isEqualTo(POLL.plusMillis(5000).toNanos());
        file.content("one\ntwo\nthree\n".getBytes(UTF_8));
        assertThat(linesOf(() -> look(retired, 9999))).isEmpty();
        assertThat(linesOf(() -> look(retired, 10000))).singleElement().asString()
                .startsWith("test: its generation 1 was still written to when it was let go: 6 bytes were not sent; ");
        assertThat(linesOf(() -> look(retired, 20000))).isEmpty();
        assertClosedAfterItsReader();
    }

    @Test
    void areNotToldOfIfTheirWriterWasInTime() {
        RetiredGenerations retired = retire(GRACE);
        file.content("one\ntwo\n".getBytes(UTF_8));
        look(retired, 5000);
        assertThat(linesOf(() -> look(retired, 10000))).isEmpty();
        assertClosedAfterItsReader();
    }

    @Test
    void areNotToldOfIfTheirFileIsServedAgain() {
        RetiredGenerations retired = retire(GRACE);
        look(retired, 5000);
        current = generation; // as a new generation of the same file
        file.content("one\ntwo\n".getBytes(UTF_8));
        assertThat(linesOf(() -> look(retired, 10000))).isEmpty();
        assertClosedAfterItsReader();
    }

    @Test
    void areLetGoWhenTheFollowerCloses() {
        RetiredGenerations retired = retire(GRACE);
        look(retired, 5000);
        retired.close();
        assertClosedAfterItsReader();
    }

    private void assertClosedAfterItsReader() {
        assertThat(file.isOpen()).isTrue();
        generation.release();
        assertThat(file.isOpen()).isFalse();
        assertThat(generation.retain()).isFalse();
    }

    private static List<String> linesOf(Runnable action) {
        AsyncLog.flush(); // what another test has said
        try (BlockedLog log = new BlockedLog(FileNotices.class)) {
            log.unblock();
            action.run();
            AsyncLog.flush();
            return log.lines();
        }
    }

    private RetiredGenerations retire(Duration grace) {
        RetiredGenerations retired = new RetiredGenerations(new FollowerOptions(POLL, grace, Retention.DRAIN),
                new Examiner(POLL, null), new FileNotices(() -> "test", ""));
        retired.add(generation, RotationCause.REMOVED, new Look(0, POLL));
        return retired;
    }

    private Look look(RetiredGenerations retired, long millis) {
        Look look = new Look(Duration.ofMillis(millis).toNanos(), POLL);
        retired.look(look, current, (old, cause) -> {
            ended = cause;
            old.release();
        });
        return look;
    }
}
