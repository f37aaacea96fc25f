package io.quarkiverse.tailsrv.runtime.socket;

import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.TCPMetrics;

/**
 * Reports one socket to Vert.x' own TCP metrics, if an application has them. Used on the socket's event loop only.
 */
public class SocketMetrics {

    /** For an application without these metrics. */
    public static final SocketMetrics NONE = new SocketMetrics();

    /**
     * @param metrics notified at once that the socket is connected
     */
    public static <S> SocketMetrics connected(TCPMetrics<S> metrics, SocketAddress address) {
        return new Counted<>(metrics, address);
    }

    /** This many bytes were received. */
    public void read(long bytes) {
        // no metrics
    }

    /** This many bytes were sent. */
    public void written(long bytes) {
        // no metrics
    }

    /** The socket has failed. */
    public void failed(Throwable cause) {
        // no metrics
    }

    /** The socket is closed. To be called once. */
    public void closed() {
        // no metrics
    }

    private static final class Counted<S> extends SocketMetrics {

        /** Bytes are reported in amounts of at least this size, and the rest at the end, as Vert.x does. */
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
