package io.quarkiverse.tailsrv.it.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Numbered lines while the reading application, the serving one and the broker are killed at random moments.
 */
final class KillsTrial {

    private enum Victim {
        READER,
        SERVER,
        BROKER
    }

    private static final int PARTITIONS = 3;

    private final Path directory;
    private final List<Victim> victims = new ArrayList<>();
    private final int linesASecond;
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    KillsTrial(Path directory, Benchmark.Numbers numbers) {
        this.directory = directory;
        victims.addAll(Collections.nCopies(numbers.number(0, 20), Victim.READER));
        victims.addAll(Collections.nCopies(numbers.number(1, 10), Victim.SERVER));
        victims.addAll(Collections.nCopies(numbers.number(2, 3), Victim.BROKER));
        this.linesASecond = numbers.number(3, 5_000);
        Collections.shuffle(victims, random);
    }

    void run() throws Exception {
        System.out.println("seed " + seed + ": " + victims);
        try (Pipeline pipeline = Pipeline.in(directory, PARTITIONS); Tally tally = pipeline.tally()) {
            pipeline.serve();
            pipeline.read(PackagedApp.BY_USER);
            try (SteadyWriter writer = new SteadyWriter(pipeline.lines(), linesASecond, Integer.MAX_VALUE)) {
                for (Victim victim : victims) {
                    awaitMoment(tally);
                    kill(victim, pipeline);
                }
                awaitMoment(tally);
            }
            pipeline.awaitAll(tally, Duration.ofMinutes(2));
            report(pipeline.lines().last(), tally);
        }
    }

    private void report(int last, Tally tally) {
        long readers = victims.stream().filter(Victim.READER::equals).count();
        System.out.printf(
                "| lines | kills of reader, server, broker | lost | doubled | at most | out of order |%n|---|---|---|---|---|---|%n");
        System.out.printf("| %d | %d, %d, %d | %d | %d | %d | %d |%n", last, readers,
                victims.stream().filter(Victim.SERVER::equals).count(), victims.stream().filter(Victim.BROKER::equals).count(),
                tally.lostOf(last), tally.doubled(), readers * Pipeline.MAX_IN_FLIGHT, tally.outOfOrder());
        if (tally.lostOf(last) > 0) {
            System.out.println(tally.missing(last));
        }
    }

    /** Lines have come since the last kill, and some time has passed. */
    private void awaitMoment(Tally tally) {
        int before = tally.update().distinct();
        long pause = Duration.ofMillis(random.nextInt(3000)).toNanos();
        long start = System.nanoTime();
        while (tally.distinct() == before || System.nanoTime() - start < pause) {
            tally.update();
        }
    }

    private static void kill(Victim victim, Pipeline pipeline) throws Exception {
        switch (victim) {
            case READER -> {
                pipeline.reading().kill();
                pipeline.read(PackagedApp.BY_USER);
            }
            case SERVER -> {
                pipeline.serving().kill();
                pipeline.serve();
            }
            case BROKER -> {
                pipeline.broker().process().kill();
                pipeline.broker().start();
            }
        }
    }
}
