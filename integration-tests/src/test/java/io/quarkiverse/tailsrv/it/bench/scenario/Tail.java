package io.quarkiverse.tailsrv.it.bench.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.quarkiverse.tailsrv.it.bench.figures.Figure;
import io.quarkiverse.tailsrv.it.bench.figures.Latencies;
import io.quarkiverse.tailsrv.it.bench.figures.Measurements;
import io.quarkiverse.tailsrv.it.bench.figures.Words;
import io.quarkiverse.tailsrv.it.bench.load.Clients;
import io.quarkiverse.tailsrv.it.bench.load.LoadMeter;
import io.quarkiverse.tailsrv.it.bench.load.TailClients;
import io.quarkiverse.tailsrv.it.bench.process.Contender;
import io.quarkiverse.tailsrv.it.bench.process.Usage;

/**
 * Clients at the tail of a file that grows line by line. They get lines for a while before anything is measured: a JVM
 * compiles some code again after clients have come.
 *
 * @param group what it is chosen by
 */
record Tail(String group, int clients, int linesPerSecond, Duration duration, Duration warmUp) implements Scenario {

    @Override
    public String name() {
        return "tail, " + Words.clients(clients) + ", " + Words.lines(linesPerSecond) + ", " + duration.toSeconds()
                + " s, warmed up for " + warmUp.toSeconds() + " s";
    }

    @Override
    public void measure(Contender contender, Path directory, Measurements measurements) throws IOException {
        try (TailedFile file = TailedFile.serve(contender, directory, 0, warmUp);
                TailClients all = TailClients.connect(file.server().port(), clients)) {
            all.follow(file.path(), linesPerSecond, warmUp);
            Usage before = file.server().usage();
            LoadMeter meter = new LoadMeter();
            Latencies latencies = all.follow(file.path(), linesPerSecond, duration);
            latencies.report(measurements);
            Usage used = file.server().usage().since(before);
            measurements.put(Figure.CPU, used.cpuSeconds());
            measurements.put(Figure.CPU_SHARE, used.percent(duration));
            meter.report(measurements);
        }
    }
}
