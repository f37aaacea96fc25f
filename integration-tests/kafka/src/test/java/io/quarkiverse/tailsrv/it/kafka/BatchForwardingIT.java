package io.quarkiverse.tailsrv.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.client.TailPosition;

/**
 * In batches, a file is in a topic as well: with all of its lines, in their order, whoever is killed on the way.
 */
class BatchForwardingIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Most of them are still to come when the first one has. */
    private static final int MANY = 300_000;
    private static final int ONE_PARTITION = 1; // since there is no key
    private static final int LONGER_THAN_A_RECORD = 2 << 20;
    private static final int LINE = 100;

    @TempDir
    Path directory;

    private Pipeline pipeline;
    private NumberedLines lines;
    private Tally tally;

    @BeforeEach
    void start() throws Exception {
        pipeline = Pipeline.in(directory, ONE_PARTITION);
        lines = pipeline.lines();
        tally = pipeline.tally();
    }

    @AfterEach
    void stop() {
        tally.close();
        pipeline.close();
    }

    @Test
    void overRotations() throws Exception {
        pipeline.serve("-Dquarkus.tailsrv.on-rotation=follow");
        pipeline.readBatches();
        for (int rotation = 0; rotation < 5; rotation++) {
            int before = lines.last();
            lines.append(20_000);
            awaitLine(before + 1); // the server has the file, and will not pass it over
            lines.rotate();
        }
        lines.append(1); // alone in its batch
        assertAllHaveCome();
        assertThat(tally.doubled()).isZero();
    }

    /** A stop without a failure saves the position, so that none comes twice. */
    @Test
    void stoppedAndStartedAgain() throws Exception {
        pipeline.serve();
        pipeline.readBatches();
        lines.append(MANY);
        awaitLine(1);
        pipeline.reading().terminate();
        lines.append(50_000);
        pipeline.readBatches();
        assertAllHaveCome();
        assertThat(tally.doubled()).isZero();
    }

    @Test
    void whoeverIsKilled() throws Exception {
        pipeline.serve();
        pipeline.readBatches();
        lines.append(MANY);
        awaitLine(1);
        pipeline.reading().kill();
        pipeline.readBatches();
        lines.append(50_000);
        awaitLine(MANY + 1);
        pipeline.serving().kill();
        lines.append(50_000);
        pipeline.serve();
        awaitLine(MANY + 50_001);
        pipeline.broker().process().kill();
        lines.append(50_000);
        pipeline.broker().start();
        pipeline.reading().kill();
        pipeline.readBatches();
        assertAllHaveCome();
    }

    @Test
    void aLineThatCanNotBeWrittenEndsTheChannel() throws Exception {
        pipeline.serve();
        pipeline.readBatches();
        lines.append(10);
        assertAllHaveCome();
        Path position = directory.resolve(PackagedApp.POSITION);
        await().atMost(PATIENCE).until(() -> Files.exists(position));
        Files.write(pipeline.file(), new byte[LONGER_THAN_A_RECORD], StandardOpenOption.APPEND);
        await().atMost(PATIENCE).until(() -> pipeline.reading().output().contains("Channel \"batches\" has ended"));
        pipeline.reading().terminate(); // which saves the last position
        assertThat(TailPosition.parse(Files.readString(position).strip()).offset()).isEqualTo(10 * LINE);
        assertThat(pipeline.reading().output()).contains("RecordTooLargeException");
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
