package io.quarkiverse.tailsrv.it.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;

/**
 * How clients and server speak with each other.
 */
@FunctionalInterface
public interface Wire {

    Wire PLAIN = (channel, header) -> {
        channel.write(header);
        return channel;
    };

    /**
     * Sends the header.
     *
     * @param channel still blocks
     * @return where what the server sends is read; does not block if the channel does not
     */
    ReadableByteChannel begin(SocketChannel channel, ByteBuffer header) throws IOException;
}
