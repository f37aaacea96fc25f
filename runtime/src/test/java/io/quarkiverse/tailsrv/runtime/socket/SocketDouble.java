package io.quarkiverse.tailsrv.runtime.socket;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.FileRegion;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;

/**
 * A socket without a network: it holds each write until the test lets it go, as a full socket buffer does.
 */
public final class SocketDouble extends EmbeddedChannel implements DuplexChannel {

    private record Write(Object message, ChannelPromise promise) {
    }

    private final Deque<Write> writes = new ArrayDeque<>();
    private boolean inputShutdown;
    private boolean outputShutdown;

    /** As a listening channel hands it on: no event loop's yet. */
    public static SocketDouble accepted(Channel listening) {
        return new SocketDouble(listening);
    }

    private SocketDouble(Channel listening) {
        super(listening, DefaultChannelId.newInstance(), false, false);
    }

    public SocketDouble(ChannelHandler handler) {
        pipeline().addLast(new ChannelDuplexHandler() {
            @Override
            public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
                writes.add(new Write(message, promise));
            }

            @Override
            public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
                while (!writes.isEmpty()) {
                    failWrite(new ClosedChannelException());
                }
                ctx.close(promise);
            }
        }, handler);
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return new InetSocketAddress("192.0.2.7", 5000);
    }

    /** The peer is gone. {@link #close()} would be the NetServer's, which the connection does not heed. */
    public void closeByPeer() {
        unsafe().close(voidPromise());
        while (!writes.isEmpty()) {
            failWrite(new ClosedChannelException());
        }
        runPendingTasks();
    }

    public int inFlight() {
        return writes.size();
    }

    /** Lets the oldest write go out and returns it as "position+length" if it is a part of a file, else as "length". */
    public String takeWrite() {
        Write write = writes.remove();
        String range = write.message instanceof FileRegion region ? region.position() + "+" + region.count()
                : String.valueOf(((ByteBuf) write.message).readableBytes());
        ReferenceCountUtil.release(write.message);
        write.promise.setSuccess();
        runPendingTasks();
        return range;
    }

    /** Fails the oldest write, as the kernel does when the peer has reset the connection. */
    public void failWrite(Exception cause) {
        Write write = writes.remove();
        ReferenceCountUtil.release(write.message);
        write.promise.setFailure(cause);
        runPendingTasks();
    }

    @Override
    public boolean isInputShutdown() {
        return inputShutdown;
    }

    @Override
    public ChannelFuture shutdownInput() {
        inputShutdown = true;
        pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        return newSucceededFuture();
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        shutdownInput();
        return promise.setSuccess();
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShutdown;
    }

    @Override
    public ChannelFuture shutdownOutput() {
        outputShutdown = true;
        return newSucceededFuture();
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        shutdownOutput();
        return promise.setSuccess();
    }

    @Override
    public boolean isShutdown() {
        return inputShutdown && outputShutdown;
    }

    @Override
    public ChannelFuture shutdown() {
        shutdownInput();
        return shutdownOutput();
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        shutdown();
        return promise.setSuccess();
    }
}
