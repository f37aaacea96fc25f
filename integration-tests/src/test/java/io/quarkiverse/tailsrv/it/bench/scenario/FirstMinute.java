package io.quarkiverse.tailsrv.it.bench.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.quarkiverse.tailsrv.it.bench.figures.Figure;
import io.quarkiverse.tailsrv.it.bench.figures.Latencies;
import io.quarkiverse.tailsrv.it.bench.figures.Measurements;
import io.quarkiverse.tailsrv.it.bench.figures.Words;
import io.quarkiverse.tailsrv.it.bench.load.TailClients;
import io.quarkiverse.tailsrv.it.bench.process.Contender;
import io.quarkiverse.tailsrv.it.bench.process.Usage;

/**
 * Clients at the tail of a file that grows line by line, of a process that has just been started: each second, and the first
 * half of all of them. Each client has had one line before.
 */
record FirstMinute(int clients, int linesPerSecond, int seconds) implements Scenario {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Override
    public String group() {
        return "first-minute";
    }

    @Override
    public String name() {
        return "a process just started (each second, or its first " + seconds / 2 + " s), " + Words.clients(clients) + ", "
                + Words.lines(linesPerSecond);
    }

    @Override
    public void measure(Contender contender, Path directory, Measurements measurements) throws IOException {
        try (TailedFile file = TailedFile.serve(contender, directory, 0, Duration.ZERO);
                TailClients all = TailClients.connect(file.server().port(), clients)) {
            Usage before = file.server().usage();
            Latencies firstHalf = new Latencies();
            for (int second = 1; second <= seconds / 2; second++) {
                firstHalf.addAll(measure(second, file, all, measurements));
            }
            firstHalf.report(measurements);
            measurements.put(Figure.CPU, file.server().usage().since(before).cpuSeconds());
            for (int second = seconds / 2 + 1; second <= seconds; second++) {
                measure(second, file, all, measurements);
            }
        }
    }

    private Latencies measure(int second, TailedFile file, TailClients all, Measurements measurements) throws IOException {
        Usage before = file.server().usage();
        Latencies latencies = all.follow(file.path(), linesPerSecond, SECOND);
        measurements.put(Figure.MEDIAN, second, latencies.micros(50));
        measurements.put(Figure.P99, second, latencies.micros(99));
        measurements.put(Figure.CPU, second, file.server().usage().since(before).cpuSeconds());
        return latencies;
    }
}
