package io.quarkiverse.tailsrv.it.bench.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.quarkiverse.tailsrv.it.bench.figures.Figure;
import io.quarkiverse.tailsrv.it.bench.figures.Latencies;
import io.quarkiverse.tailsrv.it.bench.figures.Measurements;
import io.quarkiverse.tailsrv.it.bench.figures.Words;
import io.quarkiverse.tailsrv.it.bench.load.LineWriter;
import io.quarkiverse.tailsrv.it.bench.load.LoadMeter;
import io.quarkiverse.tailsrv.it.bench.load.TailClients;
import io.quarkiverse.tailsrv.it.bench.load.TlsWire;
import io.quarkiverse.tailsrv.it.bench.process.Certificate;
import io.quarkiverse.tailsrv.it.bench.process.Contender;
import io.quarkiverse.tailsrv.it.bench.process.TlsServer;

/**
 * Clients at the tail of a file that grows line by line, over TLS 1.3.
 */
record TlsTail(int clients, int linesPerSecond, Duration duration, Duration warmUp) implements Scenario {

    @Override
    public String group() {
        return "tls";
    }

    @Override
    public String name() {
        return "tail over TLS 1.3, " + Words.clients(clients) + ", " + Words.lines(linesPerSecond) + ", "
                + duration.toSeconds() + " s";
    }

    @Override
    public String unfitness(Contender contender) {
        return TlsServer.unfitness(contender);
    }

    @Override
    public void measure(Contender contender, Path directory, Measurements measurements) throws IOException {
        Certificate certificate = Certificate.create(directory);
        Path file = Files.createTempFile(directory, "growing", ".txt");
        try (LineWriter writer = new LineWriter(file)) {
            writer.write();
        }
        try (TlsServer server = TlsServer.start(contender, file, TailClients.OFFSET, certificate);
                TailClients all = TailClients.connect(server.port(), clients, new TlsWire(certificate.trust()))) {
            all.follow(file, linesPerSecond, warmUp);
            double before = server.cpuSeconds();
            LoadMeter meter = new LoadMeter();
            Latencies latencies = all.follow(file, linesPerSecond, duration);
            latencies.report(measurements);
            measurements.put(Figure.CPU, server.cpuSeconds() - before);
            meter.report(measurements);
        }
        Files.delete(file);
    }
}
