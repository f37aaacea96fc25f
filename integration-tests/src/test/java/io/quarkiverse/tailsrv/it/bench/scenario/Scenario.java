package io.quarkiverse.tailsrv.it.bench.scenario;

import java.io.IOException;
import java.nio.file.Path;

import io.quarkiverse.tailsrv.it.bench.figures.Measurements;
import io.quarkiverse.tailsrv.it.bench.process.Contender;

/**
 * Work that servers are given, and what is measured meanwhile.
 */
public interface Scenario {

    /** What it is chosen by. */
    String group();

    /** What it is, in a few words. */
    String name();

    int clients();

    /** Why it is of no use to try it with this server, or null. */
    default String unfitness(Contender contender) {
        return null;
    }

    /**
     * Starts the server, warms it up, and measures it.
     *
     * @param directory for files
     */
    void measure(Contender contender, Path directory, Measurements measurements) throws IOException;
}
