package io.quarkiverse.tailsrv.it.bench.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.quarkiverse.tailsrv.it.bench.figures.Figure;
import io.quarkiverse.tailsrv.it.bench.figures.Measurements;
import io.quarkiverse.tailsrv.it.bench.figures.Words;
import io.quarkiverse.tailsrv.it.bench.load.TailClients;
import io.quarkiverse.tailsrv.it.bench.process.AllocatedBytes;
import io.quarkiverse.tailsrv.it.bench.process.Contender;

/**
 * How much memory a JVM allocates to send lines to clients at the tail.
 */
record Allocation(int clients, int linesPerSecond, Duration duration, Duration warmUp) implements Scenario {

    private static final String EVENT_LOOPS = "vert.x-eventloop-thread-";

    @Override
    public String group() {
        return "allocation";
    }

    @Override
    public String name() {
        return "allocation at the tail, " + Words.clients(clients) + ", " + Words.lines(linesPerSecond);
    }

    @Override
    public String unfitness(Contender contender) {
        return contender.command().get(0).endsWith("java") ? null : "not a JVM";
    }

    @Override
    public void measure(Contender contender, Path directory, Measurements measurements) throws IOException {
        try (TailedFile file = TailedFile.serve(contender, directory, 0, warmUp);
                TailClients all = TailClients.connect(file.server().port(), clients)) {
            AllocatedBytes before = AllocatedBytes.of(file.server().pid());
            double deliveries = all.follow(file.path(), linesPerSecond, duration).count();
            AllocatedBytes after = AllocatedBytes.of(file.server().pid());
            measurements.put(Figure.ALLOCATED_PER_LINE, after.since(before, "") / deliveries * clients);
            measurements.put(Figure.ALLOCATED_PER_DELIVERY, after.since(before, EVENT_LOOPS) / deliveries);
        }
    }
}
