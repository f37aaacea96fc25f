package io.quarkiverse.tailsrv.runtime.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.runtime.socket.Dialect;
import io.quarkiverse.tailsrv.runtime.socket.FirstBytes;

/**
 * Waits for what a proxy says of its client at the beginning of a connection, but not for ever. A NetServer
 * can do so as well, but shows a client only when the proxy has spoken: it would not be counted until then, nor if it never
 * speaks, and what comes in the same packet as the header would pass by the encryption.
 */
final class ProxyHeader extends ChannelInboundHandlerAdapter {

    /** Where a binary header has its version, in the upper four bits of the byte. */
    private static final int VERSION_AT = 12;

    private final Consumer<InetSocketAddress> proxied;
    private final BiConsumer<RefusalReason, FirstBytes> refused;
    private final FirstBytes sent = new FirstBytes();
    private List<Object> behind = new ArrayList<>(1);
    private InetSocketAddress client;
    private ScheduledFuture<?> timer;
    private boolean over;

    private ProxyHeader(Consumer<InetSocketAddress> proxied, BiConsumer<RefusalReason, FirstBytes> refused) {
        this.proxied = proxied;
        this.refused = refused;
    }

    /**
     * @param handler the last one of the pipeline, which gets nothing before this is over
     * @param timeout zero: for ever
     * @param proxied told where the client is; what has come behind the header is read from the pipeline's front after that
     * @param refused told once if the header is none, or does not come
     */
    static void await(ChannelHandlerContext handler, Duration timeout, Consumer<InetSocketAddress> proxied,
            BiConsumer<RefusalReason, FirstBytes> refused) {
        ProxyHeader header = new ProxyHeader(proxied, refused);
        handler.pipeline().addBefore(handler.name(), null, header.new Decoder())
                .addBefore(handler.name(), null, header);
        if (!timeout.isZero()) {
            header.timer = handler.channel().eventLoop().schedule(() -> header.refuse(RefusalReason.PROXY_HEADER),
                    timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Keeps what a client says instead of a header. */
    private final class Decoder extends HAProxyMessageDecoder {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            sent.add((ByteBuf) message);
            super.channelRead(context, message);
            if (client == null && isOfAnotherVersion()) {
                refuse(RefusalReason.PROXY_HEADER);
            }
        }

        /** Netty 4.1.133 would wait for the rest of such a header, and for that of one version without a limit. */
        private boolean isOfAnotherVersion() {
            int version = sent.at(VERSION_AT);
            return version >= 0 && version >> 4 != 2 && sent.dialect() == Dialect.PROXY_2;
        }
    }

    /** Netty's decoder removes itself after the header, and then passes on what is behind it. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HAProxyMessage header) {
            try {
                client = client(header, context.channel());
            } finally {
                header.release();
            }
        } else {
            behind.add(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (client != null) {
            ChannelPipeline pipeline = context.pipeline();
            List<Object> messages = behind;
            behind = List.of();
            pipeline.remove(this);
            try {
                proxied.accept(client);
            } catch (RuntimeException | Error e) {
                messages.forEach(ReferenceCountUtil::release);
                throw e;
            }
            messages.forEach(pipeline::fireChannelRead);
            pipeline.fireChannelReadComplete();
        }
    }

    /** One that the proxy does not name, or not as one of TCP, is known by the proxy's own address. */
    private static InetSocketAddress client(HAProxyMessage header, Channel channel) {
        return switch (header.proxiedProtocol()) {
            case TCP4, TCP6 -> new InetSocketAddress(address(header.sourceAddress()), header.sourcePort());
            default -> (InetSocketAddress) channel.remoteAddress();
        };
    }

    private static InetAddress address(String told) {
        try {
            return InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(told));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Neither 4 nor 16 bytes", e);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            refuse(reason());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException && !sent.isEmpty()) {
            context.close(); // it has gone by itself
        } else {
            refuse(reason());
        }
    }

    private RefusalReason reason() {
        return sent.isEmpty() ? RefusalReason.NO_HEADER : RefusalReason.PROXY_HEADER;
    }

    private void refuse(RefusalReason why) {
        if (!over) {
            over = true;
            refused.accept(why, sent);
        }
    }

    /** Also when the connection is closed. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        over = true;
        if (timer != null) {
            timer.cancel(false);
        }
        behind.forEach(ReferenceCountUtil::release);
    }
}
