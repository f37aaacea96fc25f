package io.quarkiverse.tailsrv.runtime.connection;

import org.jboss.logging.Logger;

import io.netty.buffer.ByteBuf;
import io.quarkiverse.tailsrv.runtime.header.HeaderWait;
import io.quarkiverse.tailsrv.runtime.header.StartOffset;

/**
 * The beginning of a connection. Waits for the header, and then has the file looked at, so that an offset that counts back from
 * the end counts from the end as it is now. Belongs to the connection's event loop.
 */
final class Opening {

    private static final Logger LOG = Logger.getLogger(Opening.class.getPackageName());

    private final ServedFile file;
    private final ConnectionGroup group;
    private final Connection connection;
    private final HeaderWait header;

    /** Asked of the file, or null while the header is not complete. */
    private Runnable question;

    Opening(ServedFile file, ConnectionGroup group, Connection connection) {
        this.file = file;
        this.group = group;
        this.connection = connection;
        this.header = new HeaderWait(this::accept, connection::refuse);
    }

    void begin() {
        header.start(group.eventLoop(), group.options().headerTimeout());
    }

    /** Takes the header's bytes, and leaves those behind it. */
    void received(ByteBuf bytes) {
        if (!isAccepted()) {
            header.feed(bytes);
        }
    }

    /**
     * The client has shut its writing side.
     *
     * @param whole whether all that it sent before is known to have arrived
     */
    void inputEnded(boolean whole) {
        if (!isAccepted()) {
            header.end(whole);
        }
    }

    private void accept(StartOffset asked) {
        header.stop();
        LOG.debugf("%s: asks for %s", connection, asked.value());
        question = () -> group.eventLoop().execute(() -> connection.looked(asked));
        file.ask(question);
    }

    /** Whether the header is complete and valid. */
    boolean isAccepted() {
        return question != null;
    }

    /** To be called when it is over. A file system that hangs does not keep a client in memory that has gone. */
    void stop() {
        header.stop();
        if (question != null) {
            file.forget(question);
        }
    }
}
