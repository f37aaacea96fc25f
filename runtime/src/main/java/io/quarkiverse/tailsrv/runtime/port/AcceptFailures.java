package io.quarkiverse.tailsrv.runtime.port;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quarkiverse.tailsrv.runtime.report.Episodes;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

/**
 * Logs that connections can't be accepted, for example without free file descriptors: once, not every second. Netty's own
 * handler comes first in the pipeline, and waits a second before it accepts again.
 */
final class AcceptFailures extends ChannelInboundHandlerAdapter {

    private static final AsyncLog LOG = AsyncLog.of(AcceptFailures.class);

    private final String subject;
    private final Episodes episodes = new Episodes();

    AcceptFailures(String subject) {
        this.subject = subject;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (episodes.begins()) {
            LOG.warnf("%s: no connection can be accepted (%s); new clients wait, and the others are served; if descriptors have"
                    + " run out, raise their limit (ulimit -n)", subject, cause.getMessage());
        }
    }
}
