package io.quarkiverse.tailsrv.runtime.input;

import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;

/**
 * Tracks the client's writing side. Once that is shut, probes from time to time whether the connection still exists. Otherwise
 * only a failed write would show it, and there may be nothing to write for long.
 */
public final class ClientInput {

    /**
     * The fifth time comes 70 seconds after the end of the input, when TCP keepalive has probed the client for the first time.
     * Earlier it would be in vain: Linux acknowledges for a minute whatever is sent to a closed socket, but for data.
     */
    private static final int PROBE_SECONDS = 14;

    /** A client is asked that often whether it still sends, or has ended, however many others send without end. */
    public static final int LONGEST_PAUSE_MILLIS = 2_000;

    /** Pauses end at multiples of this, for many clients at once: an event loop that wakes up for each of them pays for it. */
    static final long ROUND_NANOS = 500_000_000;

    /** Shorter than a round of a farewell, which looks whether anything comes. */
    public static final int LAST_PAUSE_MILLIS = 100;

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(LONGEST_PAUSE_MILLIS);
    private static final long LAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(LAST_PAUSE_MILLIS);

    private boolean talkative;
    private long phase = -1;
    private InputAllowance last;
    private ScheduledFuture<?> pause;
    private ScheduledFuture<?> probe;

    /**
     * Takes bytes to throw away. Clients that send without end are read from slowly, so that they have to wait.
     *
     * @param rest the received bytes, without the header
     */
    public void received(ByteBuf rest, ChannelHandlerContext context, InputAllowance allowance) {
        talkative = true;
        long now = System.nanoTime();
        long due = (last == null ? allowance : last).take(rest.readableBytes(), now);
        long nanos = last == null ? pause(due, now, allowance) : Math.min(due, LAST_PAUSE_NANOS);
        if (nanos > 0) {
            cancel(pause); // more may come in a pause: the rest of what was read before it, and all before the client's end
            context.channel().config().setAutoRead(false);
            pause = context.executor().schedule(() -> goOn(context), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private long pause(long due, long now, InputAllowance allowance) {
        if (due < ROUND_NANOS) {
            return 0; // not worth a pause yet
        }
        if (phase < 0) {
            phase = allowance.phase();
        }
        return pause(due, now, phase);
    }

    /**
     * @param due in so many nanoseconds more may be read
     * @param phase so many nanoseconds after the end of a round the pause ends
     * @return for how many nanoseconds to pause
     */
    static long pause(long due, long now, long phase) {
        long least = Math.min(due, LONGEST_PAUSE_NANOS - ROUND_NANOS);
        return least + Math.floorMod(phase - (now + least), ROUND_NANOS);
    }

    private static void goOn(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(true);
    }

    /**
     * The connection is being ended: from now on pauses are short.
     *
     * @param allowance of those that are being ended
     */
    public void hurry(ChannelHandlerContext context, InputAllowance allowance) {
        last = allowance;
        if (pause != null && pause.cancel(false)) {
            goOn(context);
        }
    }

    /** Whether the client has sent more than its header. */
    public boolean isTalkative() {
        return talkative;
    }

    /** Whether the client has shut its writing side. Then no unread input can cause a reset. */
    public boolean isEnded() {
        return probe != null;
    }

    /**
     * The client has shut its writing side.
     *
     * @param gone run when the connection no longer exists
     */
    public void ended(ChannelHandlerContext context, SocketTransport transport, Runnable gone) {
        cancel(probe);
        probe = context.executor().schedule(() -> {
            if (transport.isGone(context.channel())) {
                gone.run();
            } else {
                ended(context, transport, gone);
            }
        }, PROBE_SECONDS, TimeUnit.SECONDS);
    }

    /** Stops what is to come. Otherwise it would keep a closed connection in memory. */
    public void stop() {
        cancel(pause);
        cancel(probe);
    }

    private static void cancel(ScheduledFuture<?> future) {
        if (future != null) {
            future.cancel(false);
        }
    }
}
