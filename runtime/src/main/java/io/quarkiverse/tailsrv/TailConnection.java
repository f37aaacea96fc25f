package io.quarkiverse.tailsrv;

import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * One client of a {@link TailServer}, as it was when it was asked for.
 *
 * @param id tells it from all other connections that this server has had or will have
 * @param remoteAddress where the client is
 * @param startOffset the byte of the file that its stream began with, or is to begin with: never negative, since what the
 *        client asked for as counted from the end has been resolved
 * @param position the next byte of the file to send; it falls to 0 when the connection goes on with another file
 *        ({@code on-rotation=follow})
 * @param lag how many bytes of its file have been published and not been sent yet; 0 while it waits for a file or for an
 *        offset past the end
 * @param bytesSent how many bytes have been sent altogether, as far as the system has taken them for the client
 * @param since when it said where to start
 */
public record TailConnection(long id, InetSocketAddress remoteAddress, long startOffset, long position, long lag,
        long bytesSent, Instant since) {
}
