package io.quarkiverse.tailsrv.runtime.follower;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.file.FileIdentity;
import io.quarkiverse.tailsrv.runtime.file.OpenFile;
import io.quarkiverse.tailsrv.runtime.file.Storage;

/**
 * A file that has left the path, is still read by a client, and may still be written to.
 */
class RetiredGenerationsTest {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final FileChannelDouble file = new FileChannelDouble("one\n".getBytes(UTF_8));
    private FileGeneration generation;
    private RotationCause ended;

    @BeforeEach
    void open() throws IOException {
        generation = FileGeneration.of(1, new OpenFile(file, new FileIdentity("key"), Storage.TRANSPARENT), Runnable::run);
        assertThat(generation.retain()).isTrue();
    }

    @AfterEach
    void close() {
        generation.release();
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

    private RetiredGenerations retire(Duration grace) {
        RetiredGenerations retired = new RetiredGenerations(new FollowerOptions(POLL, grace, Retention.DRAIN),
                new Examiner(POLL, null), new FileNotices("test", ""));
        retired.add(generation, RotationCause.REMOVED, new Look(0, POLL));
        return retired;
    }

    private Look look(RetiredGenerations retired, long millis) {
        Look look = new Look(Duration.ofMillis(millis).toNanos(), POLL);
        retired.look(look, (old, cause) -> {
            ended = cause;
            old.release();
        });
        return look;
    }
}
