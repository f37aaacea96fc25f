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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Clients that wait for the file to grow, and send what nobody asked for as fast as it is taken, on a thread of their own.
 */
public final class JunkClients implements AutoCloseable {

    private static final int BUFFER_SIZE = 1 << 16;
    private static final Duration WAIT = Duration.ofMillis(100);

    private final Selector selector = Selector.open();
    private final FutureTask<Long> sending = new FutureTask<>(this::send);
    private volatile boolean closed;

    public JunkClients(int port, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.write(StandardCharsets.US_ASCII.encode(Long.MAX_VALUE + "\n"));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_WRITE);
        }
        Thread thread = new Thread(sending, "junk");
        thread.setDaemon(true);
        thread.start();
    }

    private long send() throws IOException {
        ByteBuffer junk = ByteBuffer.allocateDirect(BUFFER_SIZE);
        long sent = 0;
        while (!closed) {
            selector.select(WAIT.toMillis());
            for (SelectionKey key : selector.selectedKeys()) {
                sent += ((SocketChannel) key.channel()).write(junk.clear());
            }
            selector.selectedKeys().clear();
        }
        return sent;
    }

    /**
     * Ends the sending.
     *
     * @return how many bytes were sent
     */
    public long end() {
        closed = true;
        try {
            return sending.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        end();
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
