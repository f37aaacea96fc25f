package io.quarkiverse.tailsrv.it.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * TLS 1.3, with the JDK's own implementation at the clients' end.
 */
public final class TlsWire implements Wire {

    private static final String[] PROTOCOLS = { "TLSv1.3" };

    private final SSLContext context;

    public TlsWire(SSLContext context) {
        this.context = context;
    }

    @Override
    public ReadableByteChannel begin(SocketChannel channel, ByteBuffer header) throws IOException {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(PROTOCOLS);
        Connection connection = new Connection(channel, engine);
        connection.shakeHands();
        connection.write(header);
        return connection;
    }

    private static final class Connection implements ReadableByteChannel {

        private final SocketChannel channel;
        private final SSLEngine engine;
        private final ByteBuffer received;
        private final ByteBuffer sent;

        Connection(SocketChannel channel, SSLEngine engine) {
            this.channel = channel;
            this.engine = engine;
            int record = engine.getSession().getPacketBufferSize();
            this.received = ByteBuffer.allocate(4 * record);
            this.sent = ByteBuffer.allocate(record);
        }

        void shakeHands() throws IOException {
            ByteBuffer nothing = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
            engine.beginHandshake();
            while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
                switch (engine.getHandshakeStatus()) {
                    case NEED_WRAP -> write(nothing.limit(0));
                    case NEED_TASK -> engine.getDelegatedTask().run();
                    default -> decryptOrReceive(nothing.clear());
                }
            }
        }

        private void decryptOrReceive(ByteBuffer into) throws IOException {
            if (decrypt(into) == Status.BUFFER_UNDERFLOW && channel.read(received) < 0) {
                throw new IOException("closed a connection before TLS was established");
            }
        }

        /** One record. */
        private Status decrypt(ByteBuffer into) throws IOException {
            received.flip();
            SSLEngineResult result = engine.unwrap(received, into);
            received.compact();
            return result.getStatus();
        }

        void write(ByteBuffer bytes) throws IOException {
            do {
                engine.wrap(bytes, sent.clear());
                channel.write(sent.flip());
            } while (bytes.hasRemaining());
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int before = into.position();
            boolean ended = channel.read(received) < 0;
            Status status = decrypt(into);
            while (status == Status.OK && received.position() > 0) {
                status = decrypt(into);
            }
            return ended || status == Status.CLOSED ? -1 : into.position() - before;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
