package io.quarkiverse.tailsrv.it.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A server that speaks TLS: an app by itself, another one behind stunnel.
 */
public final class TlsServer implements AutoCloseable {

    private final ServerProcess server;

    /** Null for an app. */
    private final ServerProcess front;

    private TlsServer(ServerProcess server, ServerProcess front) {
        this.server = server;
        this.front = front;
    }

    /** Why that can't be, or null. */
    public static String unfitness(Contender contender) {
        if (contender.isApp()) {
            return null;
        }
        return Contenders.isOnPath("stunnel") && contender.readsHeader() ? null : "it has no TLS, and there is no stunnel";
    }

    public static TlsServer start(Contender contender, Path file, long offset, Certificate certificate) throws IOException {
        if (contender.isApp()) {
            return new TlsServer(ServerProcess.start(contender, file, offset, certificate.environment()), null);
        }
        ServerProcess server = ServerProcess.start(contender, file, offset);
        try {
            return new TlsServer(server, ServerProcess.start(stunnel(server.port(), certificate.pem()), file, offset));
        } catch (IOException | RuntimeException e) {
            ServerProcess.closeAfter(e, server);
            throw e;
        }
    }

    private static Contender stunnel(int port, Path pem) {
        String configuration = "foreground = yes\\npid =\\n[front]\\naccept = 127.0.0.1:{port}\\nconnect = 127.0.0.1:" + port
                + "\\ncert = " + pem + "\\nTIMEOUTclose = 0\\n";
        return Contender.of("stunnel", List.of("sh", "-c", "printf '" + configuration + "' | exec stunnel -fd 0"));
    }

    public int port() {
        return front == null ? server.port() : front.port();
    }

    /** Of both processes. */
    public double cpuSeconds() throws IOException {
        return server.usage().cpuSeconds() + (front == null ? 0 : front.usage().cpuSeconds());
    }

    @Override
    public void close() throws IOException {
        try {
            if (front != null) {
                front.close();
            }
        } finally {
            server.close();
        }
    }
}
