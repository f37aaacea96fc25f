package io.quarkiverse.tailsrv.it.kafka;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Numbered lines while the file is rotated by rename every few seconds, and nothing fails.
 */
final class RotationTrial {

    private static final int PARTITIONS = 3;

    private final Path directory;
    private final int last;
    private final int linesASecond;
    private final int seconds;
    private final String policy;

    RotationTrial(Path directory, Benchmark.Numbers numbers) {
        this.directory = directory;
        this.last = numbers.number(0, 1_000_000);
        this.linesASecond = numbers.number(1, 20_000);
        this.seconds = numbers.number(2, 3);
        this.policy = numbers.word(3, "follow");
    }

    void run() throws Exception {
        int rotations = 0;
        try (Pipeline pipeline = Pipeline.in(directory, PARTITIONS); Tally tally = pipeline.tally()) {
            pipeline.serve("-Dquarkus.tailsrv.on-rotation=" + policy);
            pipeline.read();
            pipeline.lines().append(1);
            pipeline.awaitAll(tally, Duration.ofMinutes(1));
            try (SteadyWriter writer = new SteadyWriter(pipeline.lines(), linesASecond, last)) {
                while (!writer.done()) {
                    int first = pipeline.lines().last() + 1;
                    awaitTurn(writer, tally, first);
                    if (!writer.done()) {
                        writer.rotate();
                        rotations++;
                    }
                }
            }
            pipeline.awaitAll(tally, Duration.ofMinutes(1));
            System.out
                    .printf("| on-rotation | lines | rotations | lost | doubled | out of order |%n|---|---|---|---|---|---|%n");
            System.out.printf("| %s | %d | %d | %d | %d | %d |%n", policy, last, rotations, tally.lostOf(last), tally.doubled(),
                    tally.outOfOrder());
        }
    }

    /** The time has come, and a line of the file has: the server has opened it, so that it can't come and go unseen. */
    private void awaitTurn(SteadyWriter writer, Tally tally, int first) {
        long start = System.nanoTime();
        long pause = Duration.ofSeconds(seconds).toNanos();
        while (!writer.done() && (System.nanoTime() - start < pause || tally.highest() < first)) {
            tally.update();
        }
    }
}
