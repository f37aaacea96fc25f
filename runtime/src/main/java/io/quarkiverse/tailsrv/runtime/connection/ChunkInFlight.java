package io.quarkiverse.tailsrv.runtime.connection;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkiverse.tailsrv.runtime.transfer.Chunk;
import io.quarkiverse.tailsrv.runtime.transfer.Transfer;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * Writes one chunk at a time to one client. Reports the result to its chase, perhaps before {@link #send} has returned.
 */
final class ChunkInFlight implements ChannelFutureListener {

    private final Transfer transfer;
    private final SocketTransport transport;
    private final Chase chase;

    /** Asked once: with thousands of clients, looking at each one's pipeline for each line takes noticeable time. */
    private final boolean direct;
    private long length;

    /** The chunk in Netty's queue, or null. */
    private Chunk queued;

    /** What the file says to a chunk that could not be sent, or null. */
    private CompletableFuture<IOException> inquiry;

    ChunkInFlight(Transfer transfer, SocketTransport transport, Channel channel, Chase chase) {
        this.transfer = transfer;
        this.transport = transport;
        this.chase = chase;
        this.direct = transport.isDirect(channel);
    }

    /** How many bytes of the chunk are not known to be sent; 0 if none is in flight. */
    long length() {
        return length;
    }

    /** Whether unsent bytes will be read from the file only when they are sent. Then they may have changed. */
    boolean isReadAsItGoes() {
        return queued != null && queued.path() == TransferPath.ZERO_COPY;
    }

    /**
     * Begins to send a chunk, and releases it when done. No other chunk may be in flight. If this throws, the chunk is
     * released, none is in flight, and the chase is not called.
     *
     * @return the length of the chunk
     */
    long send(ChannelHandlerContext context, Chunk next) {
        length = next.length();
        if (!direct || next.path() != TransferPath.SHARED || !offer(context.channel(), (ByteBuf) next.message())) {
            queued = next;
            context.writeAndFlush(next.message()).addListener(this);
        }
        return next.length();
    }

    /**
     * Tries to write without Netty's queue. Most clients at the tail take everything at once.
     *
     * @return whether nothing is left to be sent
     */
    private boolean offer(Channel channel, ByteBuf bytes) {
        int offered = bytes.readableBytes();
        int left = 0;
        int taken = 0;
        try {
            transport.offer(channel, bytes);
            left = bytes.readableBytes();
            taken = offered - left;
        } catch (IOException e) {
            chase.sendingFailed(e);
        } finally {
            length = left;
            if (left == 0) {
                bytes.release();
            }
        }
        if (taken > 0) {
            chase.sent(TransferPath.SHARED, taken);
        }
        return left == 0;
    }

    @Override
    public void operationComplete(ChannelFuture written) {
        Chunk done = queued;
        long gone = length;
        boolean readAsItWent = isReadAsItGoes();
        queued = null;
        length = 0;
        transfer.done(done);
        if (written.isSuccess()) {
            chase.sent(done.path(), gone);
        } else {
            if (readAsItWent && chase.hasFile() && !isOfClient(written.cause())) {
                inquiry = transfer.inquire(done, written.channel().eventLoop());
            }
            chase.sentPart(done.path(), done.taken());
            chase.sendingFailed(written.cause());
        }
    }

    /** With thousands of clients that leave, asking the file for each one takes noticeable time. */
    private boolean isOfClient(Throwable failure) {
        return failure instanceof ClosedChannelException || transport.isOfClient(failure);
    }

    /**
     * Corrects the reason for the end of the connection if it was the file, and not the client, that made a write fail.
     *
     * @param corrected told the reason, perhaps later
     */
    void correct(CloseReason reason, ServedFile file, Consumer<CloseReason> corrected) {
        if (inquiry == null || reason != CloseReason.CLIENT) {
            corrected.accept(reason);
        } else {
            inquiry.thenAccept(fault -> corrected.accept(fault == null ? reason : reason(fault, file)));
        }
    }

    /** Why a connection ends whose bytes can't be read. If the file is to blame, it is told. */
    static CloseReason reason(IOException fault, ServedFile file) {
        if (fault instanceof EOFException) {
            return CloseReason.ROTATION;
        }
        file.unreadable(fault);
        return CloseReason.ERROR;
    }
}
