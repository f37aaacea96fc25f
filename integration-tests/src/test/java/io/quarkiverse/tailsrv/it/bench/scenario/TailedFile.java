package io.quarkiverse.tailsrv.it.bench.scenario;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.quarkiverse.tailsrv.it.bench.load.LineWriter;
import io.quarkiverse.tailsrv.it.bench.load.TailClients;
import io.quarkiverse.tailsrv.it.bench.process.Contender;
import io.quarkiverse.tailsrv.it.bench.process.ServerProcess;

/**
 * A file with a line in it, a server that serves it, and both warmed up.
 */
record TailedFile(Path path, ServerProcess server) implements AutoCloseable {

    private static final int WARM_UP_CLIENTS = 10;
    private static final int WARM_UP_LINES = 2_000;

    /**
     * @param hole how many bytes come before the line
     */
    static TailedFile serve(Contender contender, Path directory, long hole, Duration warmUp) throws IOException {
        Path path = Files.createTempFile(directory, "growing", ".txt");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw"); LineWriter writer = new LineWriter(path)) {
            file.setLength(hole);
            writer.write();
        }
        TailedFile tailed = new TailedFile(path, ServerProcess.start(contender, path, TailClients.OFFSET));
        try (TailClients clients = TailClients.connect(tailed.server.port(), WARM_UP_CLIENTS)) {
            clients.follow(path, WARM_UP_LINES, warmUp);
            tailed.server.usage(); // while those processes that serve one client each are there to be seen
            return tailed;
        } catch (IOException | RuntimeException e) {
            ServerProcess.closeAfter(e, tailed);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.delete(path);
    }
}
