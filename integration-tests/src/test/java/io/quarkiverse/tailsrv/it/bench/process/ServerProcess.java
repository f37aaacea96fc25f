package io.quarkiverse.tailsrv.it.bench.process;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.tailsrv.it.FreePort;

/**
 * A server in a process of its own. What it writes is in a directory of its own, until it is closed.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(5);

    /** If it fails, its end may take a moment after its connections'. */
    private static final Duration LAST_MOMENT = Duration.ofMillis(50);

    private static final String OUTPUT = "output.txt";
    private static final Pattern TRANSPORT = Pattern.compile("Tailing .+ on .+ \\((\\w+)\\)");

    private static final Pattern HTTP = Pattern.compile("Listening on: http://\\S+:(\\d+)");

    private final int port;
    private final Path directory;
    private final Process process;
    private final ProcessTree tree;
    private final Thread ender;
    private boolean ended;

    private ServerProcess(int port, Path directory, Process process) {
        this.port = port;
        this.directory = directory;
        this.process = process;
        this.tree = new ProcessTree(process);
        this.ender = new Thread(tree::end);
    }

    /**
     * Returns once it accepts connections.
     *
     * @param offset where clients are served from, for a server that does not ask them
     */
    public static ServerProcess start(Contender contender, Path file, long offset) throws IOException {
        return start(contender, file, offset, Map.of());
    }

    /**
     * @param more of its environment
     */
    public static ServerProcess start(Contender contender, Path file, long offset, Map<String, String> more)
            throws IOException {
        int port = FreePort.any();
        // Not the file's own directory, whose changes servers may hear of
        Path directory = Files.createTempDirectory(file.toAbsolutePath().getParent(), "server");
        ProcessBuilder builder = new ProcessBuilder(contender.command(port, file, offset)).redirectErrorStream(true)
                .redirectOutput(directory.resolve(OUTPUT).toFile());
        builder.environment().putAll(Map.of("QUARKUS_TAILSRV_FILE", file.toString(), "QUARKUS_TAILSRV_PORT",
                String.valueOf(port), "QUARKUS_TAILSRV_HOST", "localhost", "QUARKUS_HTTP_PORT", "0",
                "QUARKUS_LOG_FILE_PATH", directory.resolve("app.log").toString()));
        builder.environment().putAll(more);
        ServerProcess server = new ServerProcess(port, directory, builder.start());
        try {
            Runtime.getRuntime().addShutdownHook(server.ender);
            server.awaitPort();
            return server;
        } catch (IOException | RuntimeException e) {
            closeAfter(e, server);
            throw e;
        }
    }

    /** Closes what can't be handed out because of a failure, which is what will be told. */
    public static void closeAfter(Exception failure, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    private void awaitPort() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isOpen()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("does not start");
            }
            LockSupport.parkNanos(PROBE_INTERVAL.toNanos());
        }
    }

    private boolean isOpen() throws IOException {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            tree.see();
            return probe.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    /**
     * What an app says it uses, or null.
     */
    public static String transport(Contender contender, Path file) throws IOException {
        try (ServerProcess server = start(contender, file, 0)) {
            server.end(); // so that it has said all
            Matcher line = TRANSPORT.matcher(Files.readString(server.directory.resolve(OUTPUT)));
            return line.find() ? line.group(1) : null;
        }
    }

    /** Waits until an app says where it serves HTTP, which is the last that it does as it starts. */
    public int httpPort() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Matcher line = HTTP.matcher(Files.readString(directory.resolve(OUTPUT)));
            if (line.find()) {
                return Integer.parseInt(line.group(1));
            }
            LockSupport.parkNanos(PROBE_INTERVAL.toNanos());
        }
        throw new IOException("does not say where it serves HTTP");
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public Usage usage() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("is gone");
        }
        return tree.usage();
    }

    /**
     * @throws IOException it has ended by itself
     */
    @Override
    public void close() throws IOException {
        boolean gone = !ended && tree.hasEnded(LAST_MOMENT);
        String lastWords = lastWords();
        end();
        Runtime.getRuntime().removeShutdownHook(ender);
        Directories.delete(directory);
        if (gone) {
            throw new IOException("it ended with status " + process.exitValue() + ": " + lastWords);
        }
    }

    private void end() {
        tree.end();
        ended = true;
    }

    private String lastWords() throws IOException {
        return Files.readAllLines(directory.resolve(OUTPUT)).stream()
                .filter(line -> !line.isBlank()).reduce("it said nothing", (before, last) -> last);
    }
}
