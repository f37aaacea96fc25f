package io.quarkiverse.tailsrv.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLContext;

/**
 * A client in a few lines of plain Java. A read that gets nothing for too long fails, and so does one that meets a reset.
 */
final class Client implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    private Client(Socket socket) {
        this.socket = socket;
    }

    static Client connect(int port) throws IOException {
        return over(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    static Client connect(int port, SSLContext encryption) throws IOException {
        return over(encryption.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port));
    }

    private static Client over(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Client(socket);
    }

    Client send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Client halfClose() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Where it is, as the other end of its connection sees it. */
    String address() {
        return socket.getLocalAddress().getHostAddress() + ':' + socket.getLocalPort();
    }

    byte[] read(int length) throws IOException {
        return socket.getInputStream().readNBytes(length);
    }

    /** Up to the newline, which is left out. */
    String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next; (next = socket.getInputStream().read()) != '\n';) {
            if (next < 0) {
                throw new IOException("Ended after: " + line);
            }
            line.append((char) next);
        }
        return line.toString();
    }

    byte[] readToEnd() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
