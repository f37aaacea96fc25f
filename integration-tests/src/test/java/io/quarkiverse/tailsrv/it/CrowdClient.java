package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * One of many that read from the first byte to the last and check each; maybe it sends junk whenever that is taken.
 */
final class CrowdClient {

    private static final byte[] JUNK = new byte[1 << 14];

    private final SocketChannel channel;
    private final byte[] content;
    private final boolean sending;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private int received;

    /**
     * @param content what it is to get
     */
    CrowdClient(SocketChannel channel, byte[] content, boolean sending) {
        this.channel = channel;
        this.content = content;
        this.sending = sending;
    }

    int received() {
        return received;
    }

    boolean isServed() throws IOException {
        read();
        return received > 0;
    }

    void register(Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_READ | (sending ? SelectionKey.OP_WRITE : 0), this);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Fails if the connection is reset. */
    void proceed(SelectionKey key) {
        try {
            if (key.isReadable() && read() < 0) {
                channel.close();
            } else if (key.isWritable()) {
                channel.write(ByteBuffer.wrap(JUNK));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("after " + received + " bytes", e);
        }
    }

    private int read() throws IOException {
        int read = channel.read(buffer.clear());
        boolean same = Arrays.equals(buffer.array(), 0, Math.max(0, read), content, received, received + Math.max(0, read));
        assertThat(same).as("%d bytes from %d", read, received).isTrue();
        received += Math.max(0, read);
        return read;
    }
}
