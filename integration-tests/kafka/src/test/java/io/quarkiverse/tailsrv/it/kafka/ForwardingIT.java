package io.quarkiverse.tailsrv.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file is in a topic, with all of its lines: over rotations, and whoever is killed on the way.
 */
class ForwardingIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PARTITIONS = 3;

    @TempDir
    Path directory;

    private Pipeline pipeline;
    private NumberedLines lines;
    private Tally tally;

    @BeforeEach
    void start() throws Exception {
        pipeline = Pipeline.in(directory, PARTITIONS);
        lines = pipeline.lines();
        tally = pipeline.tally();
    }

    @AfterEach
    void stop() {
        tally.close();
        pipeline.close();
    }

    /** With {@code follow} a connection goes through all files in turn, so that the reader can't be too late for one. */
    @Test
    void overRotations() throws IOException {
        pipeline.serve("-Dquarkus.tailsrv.on-rotation=follow");
        pipeline.read();
        for (int rotation = 0; rotation < 10; rotation++) {
            int before = lines.last();
            lines.append(10_000);
            awaitLine(before + 1); // the server has the file, and will not pass it over
            lines.rotate();
        }
        assertAllHaveCome();
        assertThat(tally.doubled()).isZero();
    }

    /** With keys, since without them a line that comes again may come to another partition. */
    @Test
    void whoeverIsKilled() throws Exception {
        pipeline.serve();
        pipeline.read(PackagedApp.BY_USER);
        lines.append(30_000);
        awaitLine(1);
        pipeline.reading().kill();
        pipeline.read(PackagedApp.BY_USER);
        lines.append(30_000);
        awaitLine(30_001);
        pipeline.serving().kill();
        lines.append(20_000);
        pipeline.serve();
        awaitLine(60_001);
        pipeline.broker().process().kill();
        lines.append(20_000);
        pipeline.broker().start();
        pipeline.reading().kill();
        pipeline.read(PackagedApp.BY_USER);
        assertAllHaveCome();
        assertThat(tally.doubled()).isLessThanOrEqualTo(2 * Pipeline.MAX_IN_FLIGHT);
    }

    /** When all has been read, a rotation between two runs of the reader loses nothing. */
    @Test
    void stoppedOverARotation() throws Exception {
        pipeline.serve();
        pipeline.read();
        lines.append(10_000);
        assertAllHaveCome();
        pipeline.reading().terminate();
        lines.rotate();
        lines.append(10_000);
        pipeline.read();
        assertAllHaveCome();
        assertThat(tally.doubled()).isZero();
    }

    private void awaitLine(int number) {
        await().atMost(PATIENCE).until(() -> tally.update().highest() >= number);
    }

    private void assertAllHaveCome() {
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(tally.update().distinct())
                        .as(() -> tally.missing(lines.last()) + "\n" + pipeline.reading().output())
                        .isEqualTo(lines.last()));
        tally.update();
        assertThat(tally.outOfOrder()).isZero();
    }
}
