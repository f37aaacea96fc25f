package io.quarkiverse.tailsrv.it.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A file, a server of it, a broker, and the application that brings the file into a topic: each in a process of its own, on
 * this machine.
 */
final class Pipeline implements AutoCloseable {

    static final String TOPIC = "log";
    static final int MAX_IN_FLIGHT = 1024; // the default

    private final Path directory;
    private final int partitions;
    private final int port = FreePort.any();
    private final Path file;
    private final NumberedLines lines;
    private final BrokerProcess broker;
    private ChildProcess serving;
    private ChildProcess reading;

    private Pipeline(Path directory, int partitions) throws IOException {
        this.directory = directory;
        this.partitions = partitions;
        this.file = directory.resolve("served.log");
        this.lines = new NumberedLines(file);
        this.broker = BrokerProcess.started(directory, partitions);
    }

    /** Only the broker runs, and has the topic. */
    static Pipeline in(Path directory, int partitions) throws Exception {
        Pipeline pipeline = new Pipeline(directory, partitions);
        pipeline.broker.create(TOPIC);
        return pipeline;
    }

    void serve(String... properties) throws IOException {
        serving = PackagedApp.serving(directory, file, port, properties);
    }

    void read(String... properties) throws IOException {
        reading = PackagedApp.reading(directory, port, broker.address(), properties);
    }

    /** As {@link #read}, in batches. */
    void readBatches() throws IOException {
        reading = PackagedApp.readingBatches(directory, port, broker.address());
    }

    int port() {
        return port;
    }

    Path file() {
        return file;
    }

    NumberedLines lines() {
        return lines;
    }

    BrokerProcess broker() {
        return broker;
    }

    ChildProcess serving() {
        return serving;
    }

    ChildProcess reading() {
        return reading;
    }

    Tally tally() {
        return new Tally(broker.address(), TOPIC, partitions);
    }

    /** Waits until all lines have come, or none has for that time. */
    void awaitAll(Tally tally, Duration patience) {
        int before = -1;
        long since = System.nanoTime();
        while (tally.update().distinct() < lines.last() && System.nanoTime() - since < patience.toNanos()) {
            if (tally.distinct() != before) {
                before = tally.distinct();
                since = System.nanoTime();
            }
        }
        tally.update();
    }

    @Override
    public void close() {
        for (ChildProcess process : new ChildProcess[] { reading, serving, broker.process() }) {
            if (process != null) {
                process.close();
            }
        }
    }
}
