package io.quarkiverse.tailsrv.runtime.connection;

import java.net.InetSocketAddress;
import java.time.Duration;

import org.jboss.logging.Logger;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.NetUtil;
import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.runtime.header.StartOffset;
import io.quarkiverse.tailsrv.runtime.input.ClientInput;
import io.quarkiverse.tailsrv.runtime.socket.ClientSocket;
import io.quarkiverse.tailsrv.runtime.socket.SocketMetrics;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkiverse.tailsrv.runtime.socket.Wire;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * One client, from being let in to being closed. Runs on its event loop only.
 */
final class Connection {

    private static final Logger LOG = Logger.getLogger(Connection.class.getPackageName());

    private enum State {
        OPENING,
        CHASING,
        FINISHING,
        CLOSED
    }

    private final ServedFile file;
    private final ConnectionGroup group;
    final InetSocketAddress address;
    private final Wire wire;
    private final SocketMetrics metrics;
    private ChannelHandlerContext context;
    private State state = State.OPENING;
    private Opening opening;
    private ConnectionAccount account;
    private Chase chase;
    private boolean awaitsTurn;
    private ClientInput input;
    private Farewell farewell;
    private CloseReason reason;

    /** Its index in its group's list. */
    int index;

    Connection(ServedFile file, ConnectionGroup group, ClientSocket client) {
        this.file = file;
        this.group = group;
        this.address = client.address();
        this.wire = client.wire();
        this.metrics = client.metrics();
    }

    void begin(ChannelHandlerContext handler) {
        context = handler;
        if (group.add(this)) {
            opening = new Opening(file, group, this, wire);
            opening.begin();
        } else {
            state = State.CLOSED;
            SocketTransport.turnAway(handler.channel());
        }
    }

    void received(ByteBuf bytes) {
        if (state == State.OPENING) {
            opening.received(bytes);
        } else if (state == State.FINISHING) {
            farewell.heard();
        }
        if (bytes.isReadable()) {
            input().received(bytes, context, group.inputAllowance());
        }
    }

    /** The client has shut its writing side. */
    void inputEnded() {
        input().ended(context, group.transport(), () -> close(CloseReason.CLIENT));
        if (state == State.OPENING) {
            opening.inputEnded();
        } else if (state == State.FINISHING) {
            close(CloseReason.CLIENT);
        }
    }

    /** The file has been looked at since the header came. */
    void looked(StartOffset asked) {
        if (state == State.OPENING && file.isClosed()) {
            opening.ask(); // the answer took so long to come that the file was idle
        } else if (state == State.OPENING) {
            opening = null;
            state = State.CHASING;
            chase = new Chase(file, group, context, this);
            chase.start(asked);
            account = new ConnectionAccount(this, group, chase);
            account.open();
            awaitTurn();
            if (group.isDraining()) {
                drain();
            }
        }
    }

    /** There may be more to send. */
    void awaitTurn() {
        if (!awaitsTurn) {
            awaitsTurn = true;
            try {
                group.awaitTurn(this);
            } catch (RuntimeException | OutOfMemoryError e) {
                awaitsTurn = false; // otherwise it would not be woken any more
                throw e;
            }
        }
    }

    /** @return the number of bytes that it has begun to send */
    long takeTurn() {
        awaitsTurn = false;
        return pump();
    }

    /** There may be something new to send. A connection that awaits its turn sends it then, if it knows which file. */
    void wake() {
        if (!awaitsTurn || chase != null && (chase.isSending() || !chase.hasFile())) {
            pump();
        }
    }

    private long pump() {
        return state == State.CHASING && reason == null ? chase.pump() : 0;
    }

    void sent(TransferPath path, long bytes) {
        account.sent(path, bytes);
        metrics.written(bytes);
    }

    /** Nothing more can be sent, since all has been or since the rest is gone. */
    void sentAll(CloseReason why) {
        finish(why, Farewell.PATIENCE);
    }

    /** The chase can't go on in the middle of a chunk. */
    void broken(CloseReason why) {
        if (reason == null) { // otherwise it is already being ended, which caused this failure
            close(why);
        }
    }

    /** Sends what has been published so far, then ends the connection. */
    void drain() {
        if (chase != null && chase.drain()) {
            pump();
        } else if (opening == null || !opening.isAccepted()) {
            finish(CloseReason.STOP, Farewell.PATIENCE);
        }
    }

    /** Ends the connection if its client takes no bytes while some wait for it. To be called periodically. */
    void endIfStalled() {
        if (chase != null && chase.isStalled()) {
            LOG.debugf("%s: takes nothing: ends at %s", this, position());
            finish(CloseReason.STALL, Duration.ZERO); // it had the whole timeout already
        }
    }

    /** Refuses the client, unless it is being ended already. */
    void refuse(RefusalReason why) {
        if (opening != null) {
            opening.refuse(why);
        }
    }

    /** Ends the connection with a FIN, even in the middle of a chunk. */
    void end(CloseReason why) {
        finish(why, Farewell.IMPATIENCE);
    }

    private void finish(CloseReason why, Duration patience) {
        if (state != State.FINISHING && state != State.CLOSED) {
            state = State.FINISHING;
            reason = reason == null ? why : reason;
            endOpening();
            boolean whole = chase == null || chase.stop();
            input().hurry(context, group.farewellAllowance());
            farewell = new Farewell(context, group.transport(), wire, input());
            farewell.begin(whole, patience);
        }
    }

    /** Closes the connection at once. */
    void close(CloseReason why) {
        reason = reason == null ? why : reason;
        wire.close(context);
    }

    /** The socket is closed. */
    void closed() {
        if (state != State.CLOSED) {
            LOG.debugf("%s: closed at %s", this, position());
            state = State.CLOSED;
            endOpening();
            if (input != null) {
                input.stop();
            }
            if (farewell != null) {
                farewell.stop();
            }
            try {
                if (account != null) {
                    account.close(reason == null ? CloseReason.CLIENT : reason);
                }
            } finally {
                if (chase != null) {
                    chase.stop();
                }
                group.remove(this);
            }
        }
    }

    /** Most clients send nothing but a header, and need none. */
    private ClientInput input() {
        if (input == null) {
            input = new ClientInput();
        }
        return input;
    }

    private void endOpening() {
        if (opening != null) {
            opening.stop(reason == null ? CloseReason.CLIENT : reason);
            opening = null;
        }
    }

    /** The offset of the next byte to send, or 0 before the chase begins. */
    long position() {
        return chase == null ? 0 : chase.position();
    }

    /** The client's address, as in log lines. */
    @Override
    public String toString() {
        return NetUtil.toSocketAddressString(address);
    }
}
