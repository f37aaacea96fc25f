package io.quarkiverse.tailsrv.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;

/**
 * HAProxy in front of a server, with the settings that the page on operations has. It listens on the loopback interface only.
 */
final class HaproxyProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CONFIGURATION = """
            defaults
                mode tcp
                timeout connect 5s
                timeout client 1m
                timeout server 1m
                timeout tunnel 24h

            frontend tail
                bind 127.0.0.1:%d
                default_backend app

            backend app
                server app 127.0.0.1:%d %s
            """;

    private final Process process;
    private final int port;

    private HaproxyProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Whether there is one on this machine. */
    static boolean isInstalled() {
        try {
            return new ProcessBuilder("haproxy", "-v").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param directory for its configuration and its output
     * @param server the port of the server
     * @param options how it is to talk to the server
     */
    static HaproxyProcess start(Path directory, int server, String options) throws IOException {
        int port = FreePort.any();
        Path configuration = Files.writeString(directory.resolve("haproxy.cfg"),
                CONFIGURATION.formatted(port, server, options));
        Process process = new ProcessBuilder("haproxy", "-db", "-f", configuration.toString()).redirectErrorStream(true)
                .redirectOutput(directory.resolve("haproxy.txt").toFile()).start();
        HaproxyProcess haproxy = new HaproxyProcess(process, port);
        Awaitility.await().atMost(PATIENCE).until(haproxy::isListening);
        return haproxy;
    }

    private boolean isListening() {
        if (!process.isAlive()) {
            throw new IllegalStateException("haproxy has ended with status " + process.exitValue());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false; // not yet
        }
    }

    /** Where clients connect to it. */
    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
