package io.quarkiverse.tailsrv.deployment.support;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import io.quarkiverse.tailsrv.TailServer;

/**
 * A client as anyone would write one, on a plain socket of the JDK. A read that gets nothing for {@link #PATIENCE_MILLIS}
 * fails.
 */
public final class TestClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    /** The socket beneath TLS; without TLS, the same one. */
    private final Socket tcp;

    private TestClient(Socket socket, Socket tcp) {
        this.socket = socket;
        this.tcp = tcp;
    }

    /** A client whose bytes pass through TLS. */
    static TestClient over(Socket tls, Socket tcp) {
        return new TestClient(tls, tcp);
    }

    public static TestClient connect(int port) throws IOException {
        return connect(port, 0);
    }

    /**
     * @param receiveBuffer how much the system takes in for a client that does not read; 0: as it likes
     */
    public static TestClient connect(int port, int receiveBuffer) throws IOException {
        Socket socket = connect(new Socket(), port, receiveBuffer);
        return new TestClient(socket, socket);
    }

    static Socket connect(Socket socket, int port, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        return socket;
    }

    /** Whether there is nobody on the port any more. */
    public static boolean isRefused(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }

    /** Waits until so many clients have said where to start and have been looked after: a client only sends its header. */
    public static void awaitOpen(TailServer server, int count) {
        await().until(() -> server.connections().size() == count);
    }

    /** A client that has asked for an offset. */
    public static TestClient at(int port, long offset) throws IOException {
        return connect(port).send(offset + "\n");
    }

    public TestClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public TestClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Sends without end, on a thread of its own, until the server does not take any more. */
    public TestClient sendForEver() {
        async(() -> {
            while (true) {
                send(new byte[1000]);
            }
        });
        return this;
    }

    /** Says that nothing more will be sent, as {@code nc -N} does. */
    public TestClient halfClose() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Says by TCP that nothing more will be sent, and by TLS nothing. */
    public TestClient fin() throws IOException {
        tcp.shutdownOutput();
        return this;
    }

    /** The certificate that the server has shown, which takes a handshake. */
    public Certificate serverCertificate() throws IOException {
        SSLSession session = ((SSLSocket) socket).getSession();
        if (!session.isValid()) {
            throw new IOException("No TLS handshake");
        }
        return session.getPeerCertificates()[0];
    }

    /** The version of TLS, which takes a handshake. */
    public String protocol() {
        return ((SSLSocket) socket).getSession().getProtocol();
    }

    /** Does a TLS handshake, or asks for another one. */
    public void handshake() throws IOException {
        ((SSLSocket) socket).startHandshake();
    }

    /** How much has come and has not been read. */
    public int available() throws IOException {
        return socket.getInputStream().available();
    }

    public int localPort() {
        return socket.getLocalPort();
    }

    public byte[] read(int length) throws IOException {
        return socket.getInputStream().readNBytes(length);
    }

    public String readText(int length) throws IOException {
        return new String(read(length), StandardCharsets.UTF_8);
    }

    /** Fails if the connection is reset. */
    public byte[] readToEnd() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    /** What comes before an end that TLS does not tell. */
    public byte[] readUntilCutOff() throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(received);
        } catch (SSLException e) {
            return received.toByteArray();
        }
        throw new IOException("The end was told");
    }

    public String readTextToEnd() throws IOException {
        return new String(readToEnd(), StandardCharsets.UTF_8);
    }

    /** Reads that much, or up to the end if that comes first, and keeps only its SHA-256. */
    public String readHash(long length) throws IOException {
        MessageDigest digest = Hashes.sha256();
        InputStream in = new DigestInputStream(socket.getInputStream(), digest);
        byte[] buffer = new byte[1 << 16];
        long left = length;
        for (int n = 0; left > 0 && n >= 0; left -= n) {
            n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        }
        return Hashes.hex(digest);
    }

    /** As {@link #readHash}, on a thread of its own. */
    public Future<String> hashAsync(long length) {
        return async(() -> readHash(length));
    }

    /** As {@link #readToEnd}, on a thread of its own. */
    public Future<byte[]> toEndAsync() {
        return async(this::readToEnd);
    }

    /**
     * As {@link #readHash}, of all there is, on a thread of its own that begins to read only once the server takes no more
     * connections.
     */
    public Future<String> hashAsyncOnceRefused(int port) {
        return async(() -> {
            await().until(() -> isRefused(port));
            return readHash(Long.MAX_VALUE);
        });
    }

    /** On a thread of its own. */
    public static <T> Future<T> async(Callable<T> reading) {
        FutureTask<T> task = new FutureTask<>(reading);
        Thread thread = new Thread(task, "test-client");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Ends the connection without a word of farewell. */
    public void reset() throws IOException {
        tcp.setSoLinger(true, 0);
        tcp.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
