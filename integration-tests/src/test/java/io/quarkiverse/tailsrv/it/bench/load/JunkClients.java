package io.quarkiverse.tailsrv.it.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Clients that wait for the file to grow, and send what nobody asked for as fast as it is taken, on a thread of their own.
 */
public final class JunkClients implements AutoCloseable {

    private static final int BUFFER_SIZE = 1 << 16;
    private static final Duration WAIT = Duration.ofMillis(100);

    private final Selector selector = Selector.open();
    private final Worker<Void> sending;
    private volatile boolean closed;

    public JunkClients(int port, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.write(StandardCharsets.US_ASCII.encode(Long.MAX_VALUE + "\n"));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_WRITE);
        }
        sending = Worker.start("junk", this::send);
    }

    private Void send() throws IOException {
        ByteBuffer junk = ByteBuffer.allocateDirect(BUFFER_SIZE);
        while (!closed) {
            selector.select(WAIT.toMillis());
            for (SelectionKey key : selector.selectedKeys()) {
                ((SocketChannel) key.channel()).write(junk.clear());
            }
            selector.selectedKeys().clear();
        }
        return null;
    }

    /**
     * Ends the sending.
     *
     * @throws IllegalStateException it could not go on, for example since a client was closed
     */
    public void end() {
        closed = true;
        sending.result();
    }

    @Override
    public void close() throws IOException {
        try {
            end();
        } finally {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        }
    }
}
