package io.quarkiverse.tailsrv.runtime.server;

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCounted;
import io.quarkiverse.tailsrv.runtime.transfer.Transfer;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * What is on its way to one client: one chunk at a time, or none. One for each connection, and on its event loop.
 */
final class ChunkInFlight implements ChannelFutureListener {

    /** Told what became of a chunk, maybe before {@link #send} has returned. */
    interface Outcome {

        /** So much of it has gone out; it may do so in two parts, and {@link #length} is what is left. */
        void sent(TransferPath path, long bytes);

        /** What is left of it will not go out. */
        void sendingFailed(Throwable cause);
    }

    private final Transfer transfer;
    private final SocketTransport transport;
    private final Outcome outcome;
    private long length;
    private TransferPath path;

    ChunkInFlight(Transfer transfer, SocketTransport transport, Outcome outcome) {
        this.transfer = transfer;
        this.transport = transport;
        this.outcome = outcome;
    }

    /** How many bytes of the chunk have not gone out, as far as is known; 0: none is in flight. */
    long length() {
        return length;
    }

    /** Whether bytes that have not yet gone out are read from the file as they do, so that they may be other ones by then. */
    boolean isReadAsItGoes() {
        return length > 0 && path == TransferPath.ZERO_COPY;
    }

    /**
     * Begins to send the next one, which {@link Transfer#next} has just returned, and releases it in the end, also if it
     * throws what the transport does: then none is in flight, and nothing is told. None may be in flight before.
     *
     * @return how long it is
     */
    long send(ChannelHandlerContext context, ReferenceCounted chunk) {
        long begun = Transfer.length(chunk);
        length = begun;
        path = transfer.path();
        if (path != TransferPath.SHARED || !offer(context.channel(), (ByteBuf) chunk)) {
            context.writeAndFlush(chunk).addListener(this);
        }
        return begun;
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
            outcome.sendingFailed(e);
        } finally {
            length = left;
            if (left == 0) {
                bytes.release();
            }
        }
        if (taken > 0) {
            outcome.sent(path, taken);
        }
        return left == 0;
    }

    @Override
    public void operationComplete(ChannelFuture written) {
        long gone = length;
        length = 0;
        transfer.done(path, gone);
        if (written.isSuccess()) {
            outcome.sent(path, gone);
        } else {
            outcome.sendingFailed(written.cause());
        }
    }
}
