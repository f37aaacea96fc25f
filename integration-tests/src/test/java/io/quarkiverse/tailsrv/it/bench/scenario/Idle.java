package io.quarkiverse.tailsrv.it.bench.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.quarkiverse.tailsrv.it.bench.figures.Figure;
import io.quarkiverse.tailsrv.it.bench.figures.Measurements;
import io.quarkiverse.tailsrv.it.bench.figures.Words;
import io.quarkiverse.tailsrv.it.bench.load.Clients;
import io.quarkiverse.tailsrv.it.bench.load.LoadMeter;
import io.quarkiverse.tailsrv.it.bench.load.TailClients;
import io.quarkiverse.tailsrv.it.bench.process.Contender;
import io.quarkiverse.tailsrv.it.bench.process.ServerProcess;
import io.quarkiverse.tailsrv.it.bench.process.Usage;

/**
 * Clients at the end of a file that does not grow.
 */
record Idle(int clients, Duration duration, Duration warmUp) implements Scenario {

    private static final int WARM_UP_CLIENTS = 1_000;

    @Override
    public String group() {
        return "idle";
    }

    @Override
    public String name() {
        return "idle, " + Words.clients(clients);
    }

    @Override
    public void measure(Contender contender, Path directory, Measurements measurements) throws IOException {
        try (TailedFile file = TailedFile.serve(contender, directory, 0, warmUp)) {
            ServerProcess server = file.server();
            TailClients.connect(server.port(), Math.min(clients, WARM_UP_CLIENTS)).close();
            measure(server, measurements);
        }
    }

    private void measure(ServerProcess server, Measurements measurements) throws IOException {
        Usage none = server.usage();
        LoadMeter meter = new LoadMeter();
        try (TailClients all = TailClients.connect(server.port(), clients)) {
            measurements.put(Figure.CONNECT, meter.seconds());
            Usage before = server.usage();
            all.await(duration);
            Usage after = server.usage();
            if (clients >= WARM_UP_CLIENTS) { // of fewer it is noise
                measurements.put(Figure.CLIENT_MEMORY, after.since(none).residentKib() / clients);
            }
            measurements.put(Figure.MEMORY, after.residentKib() / 1024);
            measurements.put(Figure.CPU_SHARE, after.since(before).percent(duration));
        }
    }
}
