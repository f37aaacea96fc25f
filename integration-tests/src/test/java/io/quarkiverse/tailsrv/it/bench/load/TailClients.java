package io.quarkiverse.tailsrv.it.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

import io.quarkiverse.tailsrv.it.bench.figures.Latencies;
import io.quarkiverse.tailsrv.it.bench.process.ServerProcess;

/**
 * Clients that have got the last line of the file, and wait for more.
 */
public final class TailClients implements AutoCloseable {

    /** Where each begins: with one line, which tells that it is there. */
    public static final long OFFSET = -Line.LENGTH;

    private final int count;
    private final Clients<LineReader> clients;
    private Latencies latencies = new Latencies();

    private TailClients(int count, Wire wire) throws IOException {
        this.count = count;
        this.clients = new Clients<>(this::receive, wire);
    }

    /**
     * The file has a line already.
     */
    public static TailClients connect(int port, int count) throws IOException {
        return connect(port, count, Wire.PLAIN);
    }

    public static TailClients connect(int port, int count, Wire wire) throws IOException {
        return connect(Collections.nCopies(count, port), wire);
    }

    /**
     * One client for each of the ports; each file has a line already.
     */
    public static TailClients connect(List<Integer> ports) throws IOException {
        return connect(ports, Wire.PLAIN);
    }

    private static TailClients connect(List<Integer> ports, Wire wire) throws IOException {
        TailClients tail = new TailClients(ports.size(), wire);
        try {
            for (int port : ports) {
                tail.clients.connect(port, 1, OFFSET, i -> new LineReader());
            }
            tail.clients.receive(() -> tail.latencies.count() == ports.size());
            return tail;
        } catch (IOException | RuntimeException e) {
            ServerProcess.closeAfter(e, tail);
            throw e;
        }
    }

    private void receive(LineReader reader, ByteBuffer bytes) {
        reader.read(bytes, LineWriter.now(), latencies);
    }

    /**
     * Has lines appended, and returns how long each took to each client, once all have got them.
     */
    public Latencies follow(Path file, int linesPerSecond, Duration duration) throws IOException {
        return follow(linesPerSecond, duration, file);
    }

    /**
     * The same with several files, each of which has as many of the clients.
     *
     * @param linesPerSecond to all files together
     */
    public Latencies follow(int linesPerSecond, Duration duration, Path... files) throws IOException {
        latencies = new Latencies();
        try (LineWriter writer = new LineWriter(files)) {
            Worker<Long> written = writer.start(linesPerSecond, duration);
            clients.receive(() -> written.isDone() && latencies.count() >= count / files.length * written.result());
            return latencies;
        }
    }

    /** Lets time pass, in which nothing is sent. */
    public void await(Duration duration) throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        int before = latencies.count();
        clients.receive(() -> System.nanoTime() >= end);
        if (latencies.count() != before) {
            throw new IOException("sends what is not in the file");
        }
    }

    @Override
    public void close() throws IOException {
        clients.close();
    }
}
