package io.quarkiverse.tailsrv;

import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * A snapshot of one client's connection to a {@link TailServer}. Two snapshots are equal if they are of the same connection,
 * whatever its figures were.
 *
 * @param id unique among all connections that this server has had or will have
 * @param remoteAddress the client's address
 * @param startOffset the offset of the first byte of the file sent, or to be sent; never negative: a request that counts from
 *        the end is already resolved
 * @param position the offset of the next byte to send; back to 0 when the connection continues with another file
 *        ({@code on-rotation=follow})
 * @param lag how many published bytes of its file are not sent yet; 0 while it waits for a file, or for the file to reach its
 *        offset
 * @param bytesSent how many bytes the operating system has accepted for this client in total. They are counted piece by
 *        piece, up to 1 MiB each; of a last piece that was cut off, up to 256 KiB may be missing
 * @param since when the client's request to start was accepted
 */
public record TailConnection(long id, InetSocketAddress remoteAddress, long startOffset, long position, long lag,
        long bytesSent, Instant since) {

    @Override
    public boolean equals(Object other) {
        return other instanceof TailConnection connection && id == connection.id && since.equals(connection.since)
                && remoteAddress.equals(connection.remoteAddress);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }
}
