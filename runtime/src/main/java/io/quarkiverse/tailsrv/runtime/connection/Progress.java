package io.quarkiverse.tailsrv.runtime.connection;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * Whether a client still takes what is being sent to it.
 */
final class Progress {

    private long mark = -1;
    private long since;

    /**
     * @param position of the first byte of what is in flight
     * @return how long nothing has gone out to the client, as far as looks like this one told
     */
    Duration stalledFor(Channel channel, long position) {
        long now = System.nanoTime();
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        // Changes with each byte that the system takes, also within a chunk
        long next = buffer == null ? position : position + buffer.currentProgress() - buffer.totalPendingWriteBytes();
        if (next != mark) {
            mark = next;
            since = now;
        }
        return Duration.ofNanos(now - since);
    }
}
