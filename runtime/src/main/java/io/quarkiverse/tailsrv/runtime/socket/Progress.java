package io.quarkiverse.tailsrv.runtime.socket;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * Measures how long a client has taken no bytes of a chunk in flight.
 */
public final class Progress {

    private boolean marked;
    private long mark;
    private long since;

    /**
     * @param position the offset of the first byte in flight
     * @return how long calls of this method have seen no byte go out
     */
    public Duration stalledFor(Channel channel, long position) {
        long now = System.nanoTime();
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        // Changes with each byte that the operating system accepts, also within a chunk
        long next = buffer == null ? position : position + buffer.currentProgress() - buffer.totalPendingWriteBytes();
        if (!marked || next != mark) {
            marked = true;
            mark = next;
            since = now;
        }
        return Duration.ofNanos(now - since);
    }
}
