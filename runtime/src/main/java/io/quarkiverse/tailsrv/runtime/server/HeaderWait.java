package io.quarkiverse.tailsrv.runtime.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;

/**
 * Waits for a connection's header, not for ever.
 */
final class HeaderWait {

    interface Outcome {

        void accepted(StartOffset offset);

        void refused(RefusalReason reason);
    }

    private final Outcome outcome;
    private final HeaderParser parser = new HeaderParser();
    private ScheduledFuture<?> timer;

    HeaderWait(Outcome outcome) {
        this.outcome = outcome;
    }

    /**
     * @param timeout zero: for ever
     */
    void start(EventLoop eventLoop, Duration timeout) {
        if (!timeout.isZero()) {
            timer = eventLoop.schedule(() -> outcome.refused(RefusalReason.HEADER_TIMEOUT), timeout.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    void feed(ByteBuf in) {
        tell(parser.feed(in));
    }

    /** The client will send no more. */
    void end() {
        tell(parser.end());
    }

    /** To be called once it is over, for whatever reason. */
    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void tell(HeaderParser.Result result) {
        switch (result) {
            case INCOMPLETE -> {
            }
            case COMPLETE -> outcome.accepted(parser.offset());
            case MALFORMED -> outcome.refused(RefusalReason.HEADER_MALFORMED);
            case TOO_LONG -> outcome.refused(RefusalReason.HEADER_TOO_LONG);
        }
    }
}
