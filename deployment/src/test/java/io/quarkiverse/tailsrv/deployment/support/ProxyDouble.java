package io.quarkiverse.tailsrv.deployment.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/**
 * A proxy in front of a server. It connects to the server once its client has sent something, or has shut its writing side,
 * and says the words that it is given and what has come from the client in one write. Then it passes on bytes and ends, each
 * direction for itself.
 */
public final class ProxyDouble implements AutoCloseable {

    private final ServerSocket socket;
    private final int server;
    private final byte[] words;
    private final boolean byteByByte;

    private ProxyDouble(int server, byte[] words, boolean byteByByte) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.server = server;
        this.words = words;
        this.byteByByte = byteByByte;
        TestClient.async(() -> {
            while (true) {
                Socket client = socket.accept();
                TestClient.async(() -> relay(client));
            }
        });
    }

    /** In front of the server on that port. */
    public static ProxyDouble of(int server, byte[] words) throws IOException {
        return new ProxyDouble(server, words, false);
    }

    /** One that says its words, and the first bytes of its client, each byte in a packet of its own. */
    public static ProxyDouble byteByByte(int server, byte[] words) throws IOException {
        return new ProxyDouble(server, words, true);
    }

    /** Where clients connect to it. */
    public int port() {
        return socket.getLocalPort();
    }

    private Void relay(Socket client) throws IOException {
        byte[] first = new byte[1 << 14];
        int length = client.getInputStream().read(first);
        Socket onward = new Socket(InetAddress.getLoopbackAddress(), server);
        onward.setTcpNoDelay(true);
        TestClient.async(() -> pass(onward, client));
        ByteArrayOutputStream begin = new ByteArrayOutputStream();
        begin.writeBytes(words);
        begin.writeBytes(Arrays.copyOf(first, Math.max(0, length)));
        write(begin.toByteArray(), onward.getOutputStream());
        return pass(client, onward);
    }

    private void write(byte[] bytes, OutputStream out) throws IOException {
        if (byteByByte) {
            for (byte each : bytes) {
                out.write(each);
            }
        } else {
            out.write(bytes);
        }
    }

    private static Void pass(Socket from, Socket to) throws IOException {
        try {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) { // a reset, which is passed on as an end in both directions
            from.close();
            to.close();
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
