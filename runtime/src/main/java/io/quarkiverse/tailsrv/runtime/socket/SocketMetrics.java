package io.quarkiverse.tailsrv.runtime.socket;

import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.TCPMetrics;

/**
 * What Vert.x' own TCP metrics are told of one socket, where an application has them. Belongs to the socket's event loop.
 */
public class SocketMetrics {

    /** For an application without them. */
    public static final SocketMetrics NONE = new SocketMetrics();

    /**
     * @param metrics told at once that the socket is connected
     */
    public static <S> SocketMetrics connected(TCPMetrics<S> metrics, SocketAddress address) {
        return new Counted<>(metrics, address);
    }

    /** So many bytes have come. */
    public void read(long bytes) {
        // nobody asks
    }

    /** So many bytes have gone out. */
    public void written(long bytes) {
        // nobody asks
    }

    /** The socket has failed. */
    public void failed(Throwable cause) {
        // nobody asks
    }

    /** The socket is closed. To be called once. */
    public void closed() {
        // nobody asks
    }

    private static final class Counted<S> extends SocketMetrics {

        /** As Vert.x does: what is sent in small pieces is told in larger ones, and the rest at the end. */
        private static final long PIECE = 4096;

        private final TCPMetrics<S> metrics;
        private final SocketAddress address;
        private final S socket;
        private long read;
        private long written;

        private Counted(TCPMetrics<S> metrics, SocketAddress address) {
            this.metrics = metrics;
            this.address = address;
            this.socket = metrics.connected(address, address.host());
        }

        @Override
        public void read(long bytes) {
            read += bytes;
            if (read >= PIECE) {
                metrics.bytesRead(socket, address, read);
                read = 0;
            }
        }

        @Override
        public void written(long bytes) {
            written += bytes;
            if (written >= PIECE) {
                metrics.bytesWritten(socket, address, written);
                written = 0;
            }
        }

        @Override
        public void failed(Throwable cause) {
            metrics.exceptionOccurred(socket, address, cause);
        }

        @Override
        public void closed() {
            if (read > 0) {
                metrics.bytesRead(socket, address, read);
            }
            if (written > 0) {
                metrics.bytesWritten(socket, address, written);
            }
            metrics.disconnected(socket, address);
        }
    }
}
