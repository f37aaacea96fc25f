package io.quarkiverse.tailsrv.runtime.connection;

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkiverse.tailsrv.runtime.transfer.Chunk;
import io.quarkiverse.tailsrv.runtime.transfer.Transfer;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * What is on its way to one client: one chunk at a time, or none. One for each chase, which is told what becomes of a chunk,
 * maybe
 * before {@link #send} has returned.
 */
final class ChunkInFlight implements ChannelFutureListener {

    private final Transfer transfer;
    private final SocketTransport transport;
    private final Chase chase;
    private Chunk chunk;
    private long length;

    ChunkInFlight(Transfer transfer, SocketTransport transport, Chase chase) {
        this.transfer = transfer;
        this.transport = transport;
        this.chase = chase;
    }

    /** How many bytes of the chunk have not gone out, as far as is known; 0: none is in flight. */
    long length() {
        return length;
    }

    /** Whether bytes that have not yet gone out are read from the file as they do, so that they may be other ones by then. */
    boolean isReadAsItGoes() {
        return length > 0 && chunk.path() == TransferPath.ZERO_COPY;
    }

    /**
     * Begins to send the next one, and releases it in the end, also if it throws what the transport does: then none is in
     * flight, and nothing is told. None may be in flight before.
     *
     * @return how long it is
     */
    long send(ChannelHandlerContext context, Chunk next) {
        chunk = next;
        length = next.length();
        if (next.path() != TransferPath.SHARED || !offer(context.channel(), (ByteBuf) next.message())) {
            context.writeAndFlush(next.message()).addListener(this);
        }
        return next.length();
    }

    /**
     * Most clients take at once what they are sent at the tail, which then needs no place in a queue.
     *
     * @return whether nothing of it is left to be sent
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
                chunk = null;
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
        Chunk done = chunk;
        long gone = length;
        chunk = null;
        length = 0;
        transfer.done(done);
        if (written.isSuccess()) {
            chase.sent(done.path(), gone);
        } else {
            chase.sendingFailed(written.cause());
        }
    }
}
