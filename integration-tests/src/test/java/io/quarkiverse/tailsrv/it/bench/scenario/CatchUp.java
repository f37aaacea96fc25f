package io.quarkiverse.tailsrv.it.bench.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.quarkiverse.tailsrv.it.bench.figures.Figure;
import io.quarkiverse.tailsrv.it.bench.figures.Measurements;
import io.quarkiverse.tailsrv.it.bench.figures.Words;
import io.quarkiverse.tailsrv.it.bench.load.Clients;
import io.quarkiverse.tailsrv.it.bench.load.LoadMeter;
import io.quarkiverse.tailsrv.it.bench.process.Contender;
import io.quarkiverse.tailsrv.it.bench.process.ServerProcess;
import io.quarkiverse.tailsrv.it.bench.process.Usage;

/**
 * Clients that all get the whole file at once, from the page cache.
 *
 * @param runs how often that is measured each time the server runs
 */
record CatchUp(int clients, int mebibytes, int runs) implements Scenario {

    private static final int MEBIBYTE = 1 << 20;
    private static final int WARM_UP_CLIENTS = 4;
    private static final int WARM_UP_RUNS = 2;

    @Override
    public String group() {
        return "catch-up";
    }

    @Override
    public String name() {
        return "catch-up, " + Words.clients(clients) + ", " + mebibytes + " MiB each";
    }

    @Override
    public void measure(Contender contender, Path directory, Measurements measurements) throws IOException {
        Path file = file(directory);
        try (ServerProcess server = ServerProcess.start(contender, file, 0)) {
            for (int i = 0; i < WARM_UP_RUNS; i++) {
                run(server, WARM_UP_CLIENTS);
            }
            for (int i = 0; i < runs; i++) {
                measure(server, measurements);
            }
        }
    }

    private void measure(ServerProcess server, Measurements measurements) throws IOException {
        LoadMeter meter = new LoadMeter();
        Run run = run(server, clients);
        measurements.put(Figure.THROUGHPUT, size() * clients / run.seconds / 1e9);
        measurements.put(Figure.CPU, run.usage.cpuSeconds());
        meter.report(measurements);
    }

    private record Run(double seconds, Usage usage) {
    }

    private Run run(ServerProcess server, int count) throws IOException {
        int[] left = { count };
        Usage before = server.usage();
        long begin = System.nanoTime();
        try (Clients<long[]> all = new Clients<>((received, bytes) -> receive(received, bytes, left))) {
            all.connect(server.port(), count, 0, i -> new long[1]);
            all.receive(() -> left[0] == 0);
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Run(seconds, server.usage().since(before)); // before processes for one client each are gone
        }
    }

    private void receive(long[] received, ByteBuffer bytes, int[] left) {
        received[0] += bytes.remaining();
        if (received[0] > size()) {
            throw new IllegalStateException("sends more than the file holds");
        }
        if (received[0] == size()) {
            left[0]--;
        }
    }

    private double size() {
        return (double) mebibytes * MEBIBYTE;
    }

    /** Made once, and written to the disk, so that nothing is left to be written while it is served. */
    private Path file(Path directory) throws IOException {
        Path file = directory.resolve(mebibytes + "MiB");
        if (!Files.exists(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.allocateDirect(MEBIBYTE);
                for (int i = 0; i < mebibytes; i++) {
                    channel.write(bytes.clear());
                }
                channel.force(true);
            }
        }
        return file;
    }
}
