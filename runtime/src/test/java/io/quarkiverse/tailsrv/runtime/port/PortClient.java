package io.quarkiverse.tailsrv.runtime.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * A client on a plain socket of the JDK. A read that gets nothing for {@link #PATIENCE_MILLIS} fails, and so does one of a
 * connection that is reset.
 */
final class PortClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;

    private PortClient(Socket socket) {
        this.socket = socket;
    }

    static PortClient connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setTcpNoDelay(true);
        return over(socket);
    }

    static PortClient over(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new PortClient(socket);
    }

    PortClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** Who is turned away may find that out as it sends. */
    PortClient sendInVain(String text) throws IOException {
        try {
            return send(text);
        } catch (SocketException e) {
            if (!e.getMessage().contains("Broken pipe")) {
                throw e;
            }
            return this;
        }
    }

    PortClient halfClose() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    byte[] read(int length) throws IOException {
        return socket.getInputStream().readNBytes(length);
    }

    String readText(int length) throws IOException {
        return new String(read(length), StandardCharsets.US_ASCII);
    }

    /** @return how many bytes come before the end */
    int readToEnd() throws IOException {
        return socket.getInputStream().readAllBytes().length;
    }

    /** Ends the connection, which by a FIN alone would go on. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
