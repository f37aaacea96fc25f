package io.quarkiverse.tailsrv.runtime.tls;

import java.net.InetSocketAddress;

import javax.net.ssl.SSLException;

import org.jboss.logging.Logger;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.runtime.socket.FirstBytes;
import io.quarkiverse.tailsrv.runtime.socket.Wire;
import io.vertx.core.net.NetSocket;

/**
 * Sits between Netty's TLS handler and the connection's handler, which needs to know nothing of TLS. It turns TLS events into a
 * refusal, the end of the input, or the end of the connection.
 */
public final class TlsWire extends ChannelInboundHandlerAdapter implements Wire {

    private static final Logger LOG = Logger.getLogger(TlsWire.class.getPackageName());

    /**
     * Vert.x' name (4.5 and 5.1) of the handler after its TLS handler. It hides the handshake's outcome, and earlier failures,
     * from later handlers.
     */
    private static final String HANDSHAKER = "handshaker";

    private final InetSocketAddress client;
    private HandshakeInput handshake = new HandshakeInput();
    private boolean established;
    private boolean refused;
    private boolean notified;
    private boolean ending;

    private TlsWire(InetSocketAddress client) {
        this.client = client;
    }

    /**
     * Begins to encrypt. To be called before anything is read that is encrypted.
     *
     * @param pipeline the socket's pipeline
     * @param client the client's address, for log lines
     */
    public static TlsWire upgrade(NetSocket socket, ChannelPipeline pipeline, InetSocketAddress client) {
        TlsWire wire = new TlsWire(client);
        socket.upgradeToSsl();
        pipeline.replace(HANDSHAKER, null, wire);
        pipeline.addFirst(wire.new Front());
        return wire;
    }

    /**
     * Sees what the client sends before it is decrypted, and until the handshake is done lets no more through than it needs.
     * Keeps Netty from closing right after an alert, which could reset the connection before the client has read the alert.
     */
    private final class Front extends ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (established || !refused && handshake.add((ByteBuf) message)) {
                ctx.fireChannelRead(message);
            } else {
                ReferenceCountUtil.release(message);
                refuse(ctx.pipeline().context(TlsWire.this), new SSLException("too long"));
            }
        }

        @Override
        public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
            if (refused) {
                LOG.debugf("%s: is closed once the alert has arrived", name());
            } else {
                ctx.close(promise);
            }
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslCloseCompletionEvent closed) {
            if (closed.isSuccess() && established && !ending) {
                notified(ctx);
            }
        } else if (event instanceof SslCompletionEvent handshake) {
            if (!handshake.isSuccess()) {
                refuse(ctx, handshake.cause());
            } else if (event instanceof SslHandshakeCompletionEvent) {
                established = true;
                handshake = null; // not needed any more
            }
        } else if (event != ChannelInputShutdownEvent.INSTANCE || !notified || ending) {
            ctx.fireUserEventTriggered(event);
        }
    }

    private void refuse(ChannelHandlerContext ctx, Throwable cause) {
        if (!established && !refused && ctx.channel().isActive()) {
            LOG.debugf("%s: no TLS handshake: %s", name(), inWords(cause));
            refused = true;
            ctx.executor().execute(() -> { // later, since the alert is not sent yet
                if (!ending) {
                    ctx.fireUserEventTriggered(RefusalReason.TLS_HANDSHAKE);
                }
            });
        }
    }

    /** Netty's message for what is not TLS has all of it, which may be long. */
    private static String inWords(Throwable cause) {
        return cause instanceof NotSslRecordException ? "not a TLS record" : cause.toString();
    }

    private String name() {
        return NetUtil.toSocketAddressString(client);
    }

    /** The client has sent a close_notify. Up to TLS 1.2, this also ends the other direction. */
    private void notified(ChannelHandlerContext ctx) {
        notified = true;
        ctx.fireUserEventTriggered(encryption(ctx).engine().isOutboundDone() ? CloseReason.CLIENT
                : ChannelInputShutdownEvent.INSTANCE);
    }

    /** Refuses renegotiation. Up to TLS 1.2 a client could ask for many handshakes, and each costs the server CPU time. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (established && encryption(ctx).engine().getHandshakeSession() != null) {
            ctx.fireExceptionCaught(new SSLException("The client asks for another handshake"));
        } else {
            ctx.fireChannelReadComplete();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (established || !(cause instanceof DecoderException || cause instanceof SSLException)) {
            ctx.fireExceptionCaught(cause);
        } // otherwise an event follows
    }

    @Override
    public boolean isEstablished() {
        return established;
    }

    @Override
    public FirstBytes sent() {
        return handshake.first();
    }

    /** A FIN alone proves nothing, since an attacker can forge it. */
    @Override
    public boolean isInputWhole() {
        return notified;
    }

    /**
     * Sends a close_notify before the FIN only if the client has been sent everything. Without it, the client knows that bytes
     * are missing.
     */
    @Override
    public ChannelFuture end(ChannelHandlerContext context, boolean whole) {
        ending = true;
        DuplexChannel channel = (DuplexChannel) context.channel();
        SslHandler encryption = encryption(context);
        if (!established || !(whole || encryption.engine().isOutboundDone())) {
            return channel.shutdownOutput();
        }
        ChannelPromise ended = channel.newPromise();
        encryption.closeOutbound().addListener(sent -> channel.shutdownOutput(ended));
        return ended;
    }

    /** Bypasses Netty's TLS handler, which would send a close_notify and wait for a client that does not read. */
    @Override
    public void close(ChannelHandlerContext context) {
        context.pipeline().firstContext().close();
    }

    private static SslHandler encryption(ChannelHandlerContext context) {
        return context.pipeline().get(SslHandler.class);
    }
}
