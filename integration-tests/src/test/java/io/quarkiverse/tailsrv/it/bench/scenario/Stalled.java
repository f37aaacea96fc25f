package io.quarkiverse.tailsrv.it.bench.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.quarkiverse.tailsrv.it.bench.figures.Figure;
import io.quarkiverse.tailsrv.it.bench.figures.Latencies;
import io.quarkiverse.tailsrv.it.bench.figures.Measurements;
import io.quarkiverse.tailsrv.it.bench.figures.Words;
import io.quarkiverse.tailsrv.it.bench.load.Clients;
import io.quarkiverse.tailsrv.it.bench.load.TailClients;
import io.quarkiverse.tailsrv.it.bench.process.Contender;
import io.quarkiverse.tailsrv.it.bench.process.Usage;

/**
 * One client at the tail, first alone, then beside others who have all of a long file before them and read none of it.
 */
record Stalled(int clients, int mebibytes, Duration duration, Duration warmUp) implements Scenario {

    private static final int LINES_PER_SECOND = 1_000;

    /** For what the system buffers for those who do not read. */
    private static final Duration FILLING = Duration.ofSeconds(2);

    @Override
    public String group() {
        return "stalled";
    }

    @Override
    public String name() {
        return "1 client at the tail, " + Words.lines(LINES_PER_SECOND) + ", " + Words.clients(clients)
                + " stalled " + Words.number(mebibytes, 0) + " MiB behind";
    }

    @Override
    public String unfitness(Contender contender) {
        return contender.readsHeader() ? null : "clients can't ask for different offsets";
    }

    @Override
    public void measure(Contender contender, Path directory, Measurements measurements) throws IOException {
        long hole = (long) mebibytes << 20;
        try (TailedFile file = TailedFile.serve(contender, directory, hole, warmUp);
                TailClients live = TailClients.connect(file.server().port(), 1)) {
            Latencies alone = live.follow(file.path(), LINES_PER_SECOND, duration);
            measurements.put(Figure.P99_ALONE, alone.micros(99));
            measureBeside(file, live, measurements);
        }
    }

    private void measureBeside(TailedFile file, TailClients live, Measurements measurements) throws IOException {
        Usage before = file.server().usage();
        try (Clients<Void> stalled = new Clients<>((client, bytes) -> {
        })) {
            stalled.connect(file.server().port(), clients, 0, i -> null); // and never asked what has come
            live.await(FILLING);
            Latencies beside = live.follow(file.path(), LINES_PER_SECOND, duration);
            beside.report(measurements);
            Usage used = file.server().usage().since(before);
            measurements.put(Figure.CPU, used.cpuSeconds());
            measurements.put(Figure.MEMORY_GROWTH, used.residentKib() / 1024);
        }
    }
}
