package io.quarkiverse.tailsrv.it.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * Clients of one server, all of them on the thread that calls.
 *
 * @param <C> what is known of each
 */
public final class Clients<C> implements AutoCloseable {

    /** What one of them is sent. */
    public interface Receiver<C> {

        /**
         * @param client what is known of it
         */
        void receive(C client, ByteBuffer bytes);
    }

    /** Larger ones save no more CPU time, and smaller ones take more. */
    private static final int BUFFER_SIZE = 1 << 20;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private record Client<C>(C known, ReadableByteChannel received) {
    }

    private final Selector selector;
    private final Receiver<C> receiver;
    private final Wire wire;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);

    public Clients(Receiver<C> receiver) throws IOException {
        this(receiver, Wire.PLAIN);
    }

    public Clients(Receiver<C> receiver, Wire wire) throws IOException {
        this.selector = Selector.open();
        this.receiver = receiver;
        this.wire = wire;
    }

    /**
     * Connects so many more, one after the other, and sends their headers.
     */
    public void connect(int port, int count, long offset, IntFunction<C> known) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        ByteBuffer header = StandardCharsets.US_ASCII.encode(offset + "\n");
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.socket().connect(address, (int) CONNECT_TIMEOUT.toMillis());
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            ReadableByteChannel received = wire.begin(channel, header.rewind());
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Client<>(known.apply(i), received));
        }
    }

    /**
     * Receives until it is done.
     *
     * @throws IOException a client was closed, or all have been waiting for too long
     */
    public void receive(BooleanSupplier done) throws IOException {
        long begin = System.nanoTime();
        long heard = begin;
        while (!done.getAsBoolean()) {
            int ready = select();
            long now = System.nanoTime();
            heard = ready > 0 ? now : heard;
            if (now - heard > SILENCE.toNanos() || now - begin > PATIENCE.toNanos()) {
                throw new IOException("does not send what it should");
            }
        }
    }

    private int select() throws IOException {
        try {
            return selector.select(this::receive, WAIT.toMillis());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @SuppressWarnings("unchecked")
    private void receive(SelectionKey key) {
        try {
            Client<C> client = (Client<C>) key.attachment();
            if (client.received.read(buffer.clear()) < 0) {
                throw new IOException("closed a connection");
            }
            receiver.receive(client.known, buffer.flip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
