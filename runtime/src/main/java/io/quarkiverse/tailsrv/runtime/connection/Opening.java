package io.quarkiverse.tailsrv.runtime.connection;

import org.jboss.logging.Logger;

import io.netty.buffer.ByteBuf;
import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.runtime.header.HeaderWait;
import io.quarkiverse.tailsrv.runtime.header.StartOffset;
import io.quarkiverse.tailsrv.runtime.socket.Dialect;
import io.quarkiverse.tailsrv.runtime.socket.FirstBytes;
import io.quarkiverse.tailsrv.runtime.socket.Wire;

/**
 * The beginning of a connection. Waits for the header, and then has the file looked at, so that an offset that counts back from
 * the end counts from the end as it is now. Belongs to the connection's event loop.
 */
final class Opening {

    private static final Logger LOG = Logger.getLogger(Opening.class.getPackageName());

    private final ServedFile file;
    private final ConnectionGroup group;
    private final Connection connection;
    private final Wire wire;
    private final HeaderWait header;
    private final FirstBytes sent = new FirstBytes();
    private boolean refused;

    /** Asked of the file, or null while the header is not complete. */
    private Runnable question;

    Opening(ServedFile file, ConnectionGroup group, Connection connection, Wire wire) {
        this.file = file;
        this.group = group;
        this.connection = connection;
        this.wire = wire;
        this.header = new HeaderWait(this::accept, this::refuse);
    }

    void begin() {
        header.start(group.eventLoop(), group.options().headerTimeout());
    }

    /** Takes the header's bytes, and leaves those behind it. */
    void received(ByteBuf bytes) {
        if (!isAccepted()) {
            sent.add(bytes);
            header.feed(bytes);
        }
    }

    /** The client has shut its writing side. */
    void inputEnded() {
        if (!isAccepted()) {
            if (sent.isEmpty()) {
                refuse(RefusalReason.NO_HEADER);
            } else {
                header.end(wire.isInputWhole());
            }
        }
    }

    /** Refuses the client and ends the connection. */
    void refuse(RefusalReason refusal) {
        boolean gone = refusal == RefusalReason.NO_HEADER && heard().isEmpty();
        count(wire.isEstablished() || gone ? refusal : RefusalReason.TLS_HANDSHAKE);
        connection.end(CloseReason.CLIENT);
    }

    private void count(RefusalReason why) {
        if (refused) {
            return;
        }
        refused = true;
        group.traffic().refused(why);
        group.openConnections().events().refused(why, connection.address);
        if (LOG.isDebugEnabled()) {
            LOG.debugf("%s: refused: %s; sent %s%s", connection, why, heard(), meaning(heard().dialect()));
        }
    }

    private FirstBytes heard() {
        return wire.isEstablished() ? sent : wire.sent();
    }

    /** What the client speaks, where that explains the refusal. */
    private String meaning(Dialect spoken) {
        if (spoken == Dialect.TLS && wire == Wire.PLAIN) {
            return " (TLS, on a port without TLS)";
        }
        Dialect expected = wire.isEstablished() ? Dialect.TEXT : Dialect.TLS;
        return spoken == null || spoken == expected ? ""
                : " (" + spoken + (wire.isEstablished() ? ")" : ", on a port with TLS)");
    }

    private void accept(StartOffset asked) {
        header.stop();
        LOG.debugf("%s: asks for %s", connection, asked.value());
        question = () -> group.eventLoop().execute(() -> connection.looked(asked));
        ask();
    }

    /** Has the file looked at. */
    void ask() {
        file.ask(question);
    }

    /** Whether the header is complete and valid. */
    boolean isAccepted() {
        return question != null;
    }

    /**
     * To be called when it is over. A file system that hangs does not keep a client in memory that has gone.
     *
     * @param why {@link CloseReason#CLIENT}: the client has left, or was refused
     */
    void stop(CloseReason why) {
        header.stop();
        if (question != null) {
            file.forget(question);
        } else if (why == CloseReason.CLIENT && heard().isEmpty()) {
            count(RefusalReason.NO_HEADER);
        }
    }
}
