package io.quarkiverse.tailsrv.runtime.header;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.quarkiverse.tailsrv.RefusalReason;

/**
 * Waits for a connection's header until a timeout. Used on the connection's event loop only.
 */
public final class HeaderWait {

    private final HeaderParser parser = new HeaderParser();
    private final Consumer<StartOffset> accepted;
    private final Consumer<RefusalReason> refused;
    private ScheduledFuture<?> timer;

    /**
     * @param accepted called with the offset of a valid header
     * @param refused called if the header is invalid or late
     */
    public HeaderWait(Consumer<StartOffset> accepted, Consumer<RefusalReason> refused) {
        this.accepted = accepted;
        this.refused = refused;
    }

    /**
     * @param timeout zero: no timeout
     */
    public void start(EventLoop eventLoop, Duration timeout) {
        if (!timeout.isZero()) {
            timer = eventLoop.schedule(() -> refused.accept(RefusalReason.HEADER_TIMEOUT), timeout.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Consumes bytes up to and including the newline, and leaves the rest. */
    public void feed(ByteBuf in) {
        tell(parser.feed(in));
    }

    /**
     * The client will send no more.
     *
     * @param whole whether all that it sent is known to have arrived
     */
    public void end(boolean whole) {
        tell(whole ? parser.end() : HeaderParser.Result.MALFORMED);
    }

    private void tell(HeaderParser.Result result) {
        switch (result) {
            case INCOMPLETE -> {
            }
            case COMPLETE -> accepted.accept(parser.offset());
            case MALFORMED -> refused.accept(RefusalReason.HEADER_MALFORMED);
            case TOO_LONG -> refused.accept(RefusalReason.HEADER_TOO_LONG);
        }
    }

    /** Stops the timer. To be called when the wait is over, for whatever reason. */
    public void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
