package io.quarkiverse.tailsrv.it.bench.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.quarkiverse.tailsrv.it.bench.figures.Figure;
import io.quarkiverse.tailsrv.it.bench.figures.Latencies;
import io.quarkiverse.tailsrv.it.bench.figures.Measurements;
import io.quarkiverse.tailsrv.it.bench.figures.Words;
import io.quarkiverse.tailsrv.it.bench.load.BusyFiles;
import io.quarkiverse.tailsrv.it.bench.load.TailClients;
import io.quarkiverse.tailsrv.it.bench.process.Contender;
import io.quarkiverse.tailsrv.it.bench.process.Directories;
import io.quarkiverse.tailsrv.it.bench.process.Usage;

/**
 * One client of a file that hardly grows, while others in its directory grow all the time.
 *
 * @param perSecond how often something is appended, to all the others together
 */
record Neighbours(int files, int perSecond, Duration duration, Duration warmUp) implements Scenario {

    private static final int LINES_PER_SECOND = 20;

    /** What part of the writes is as good as all of them. */
    private static final double ENOUGH = 0.95;

    @Override
    public String group() {
        return "neighbours";
    }

    @Override
    public String name() {
        return "1 client at the tail, " + Words.lines(LINES_PER_SECOND) + ", beside " + Words.number(files, 0)
                + (files == 1 ? " file that is" : " files that are") + " written to " + Words.number(perSecond, 0)
                + " times a second";
    }

    @Override
    public int clients() {
        return 1;
    }

    @Override
    public void measure(Contender contender, Path directory, Measurements measurements) throws IOException {
        Path elsewhere = Files.createTempDirectory(directory, "elsewhere");
        double undisturbed = BusyFiles.write(elsewhere, files, perSecond, duration).micros();
        Path beside = Files.createTempDirectory(directory, "beside");
        measureBeside(beside, contender, undisturbed, measurements);
        Directories.delete(elsewhere);
        Directories.delete(beside);
    }

    private void measureBeside(Path directory, Contender contender, double undisturbed, Measurements measurements)
            throws IOException {
        try (TailedFile file = TailedFile.serve(contender, directory, 0, warmUp);
                TailClients client = TailClients.connect(file.server().port(), clients());
                BusyFiles neighbours = new BusyFiles(directory, files, perSecond)) {
            client.follow(file.path(), LINES_PER_SECOND, warmUp);
            Usage before = file.server().usage();
            Latencies latencies = client.follow(file.path(), LINES_PER_SECOND, duration);
            double percent = file.server().usage().since(before).percent(duration);
            BusyFiles.Written written = neighbours.end();
            if (written.perSecond() < ENOUGH * perSecond) {
                measurements.note("there were only " + Words.number(written.perSecond(), 0) + " writes a second");
            }
            measurements.put(Figure.CPU_SHARE, percent);
            latencies.report(measurements);
            measurements.put(Figure.NEIGHBOUR, written.micros() - undisturbed);
        }
    }
}
