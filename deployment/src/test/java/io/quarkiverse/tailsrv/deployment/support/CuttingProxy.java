package io.quarkiverse.tailsrv.deployment.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * A port that stays the same, whichever port the server behind it has at the moment, and a network that breaks: after as many
 * bytes as it is told, a connection ends, by a reset or by a FIN in turn. If the server is away, clients are let in and closed.
 */
public final class CuttingProxy implements AutoCloseable {

    private final ServerSocket socket;
    private final IntSupplier server;
    private final LongSupplier bytes;
    private final AtomicInteger cuts = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * @param server its port, asked for each connection
     * @param bytes how many bytes of the server a connection lets through, asked for each connection
     */
    public CuttingProxy(IntSupplier server, LongSupplier bytes) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.server = server;
        this.bytes = bytes;
        TestClient.async(() -> {
            while (true) {
                Socket client = socket.accept();
                TestClient.async(() -> relay(client));
            }
        });
    }

    /** One that lets everything through. */
    public static CuttingProxy of(IntSupplier server) throws IOException {
        return new CuttingProxy(server, () -> Long.MAX_VALUE);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** How many connections were ended. */
    public int cuts() {
        return cuts.get();
    }

    /** Ends those that are open. */
    public void cutAll() throws IOException {
        for (Socket client : open) {
            cut(client);
        }
    }

    private Void relay(Socket client) throws IOException {
        open.add(client);
        try (Socket onward = new Socket(InetAddress.getLoopbackAddress(), server.getAsInt())) {
            onward.setTcpNoDelay(true);
            onward.setSoLinger(true, 0); // the server notices at once
            TestClient.async(() -> header(client, onward));
            pass(onward.getInputStream(), client, bytes.getAsLong());
        } finally {
            open.remove(client);
            synchronized (client) {
                client.close();
            }
        }
        return null;
    }

    /** Until the client is gone, and then the server's connection ends too. */
    private static Void header(Socket client, Socket onward) throws IOException {
        try (onward) {
            client.getInputStream().transferTo(onward.getOutputStream());
        }
        return null;
    }

    private void pass(InputStream in, Socket client, long allowed) throws IOException {
        byte[] buffer = new byte[1 << 14];
        long left = allowed;
        for (int n = 0; left > 0 && n >= 0; left -= Math.max(0, n)) {
            n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n > 0) {
                client.getOutputStream().write(buffer, 0, n);
            }
        }
        if (left == 0) {
            cut(client);
        }
    }

    private void cut(Socket client) throws IOException {
        boolean reset = cuts.getAndIncrement() % 2 == 0;
        synchronized (client) {
            if (reset && !client.isClosed()) { // its server may have ended it
                client.setSoLinger(true, 0);
            }
            client.close();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        cutAll();
    }
}
