package io.quarkiverse.tailsrv.runtime.port;

import java.util.ArrayList;
import java.util.List;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.ReferenceCountUtil;

/**
 * Holds bytes that came in the same packet as a PROXY header. Netty's PROXY decoder would pass them on behind itself, so past
 * the TLS handler at the front. They are read again from the front once that handler is there.
 */
final class HeldBytes extends ChannelInboundHandlerAdapter {

    private final List<Object> messages = new ArrayList<>();
    private final List<Object> events = new ArrayList<>();

    /**
     * @param handler the last handler of the pipeline
     * @param resume run on the event loop once the decoder is gone, before the held bytes are read
     */
    static void until(ChannelHandlerContext handler, Runnable resume) {
        HeldBytes held = new HeldBytes();
        ChannelPipeline pipeline = handler.pipeline();
        pipeline.addBefore(handler.name(), null, held);
        handler.executor().execute(() -> {
            pipeline.remove(held);
            if (handler.channel().isActive()) {
                resume.run();
                held.readBy(pipeline);
            } else {
                held.messages.forEach(ReferenceCountUtil::release);
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        messages.add(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        events.add(event);
    }

    private void readBy(ChannelPipeline pipeline) {
        if (!messages.isEmpty()) {
            messages.forEach(pipeline::fireChannelRead);
            pipeline.fireChannelReadComplete();
        }
        events.forEach(pipeline::fireUserEventTriggered);
    }
}
