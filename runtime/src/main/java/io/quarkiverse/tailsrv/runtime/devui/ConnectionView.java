package io.quarkiverse.tailsrv.runtime.devui;

import io.netty.util.NetUtil;
import io.quarkiverse.tailsrv.TailConnection;

/**
 * A connection as the Dev UI shows it.
 */
public record ConnectionView(long id, String client, String since, long startOffset, long position, long lag,
        long bytesSent) {

    static ConnectionView of(TailConnection connection) {
        return new ConnectionView(connection.id(), NetUtil.toSocketAddressString(connection.remoteAddress()),
                connection.since().toString(),
                connection.startOffset(), connection.position(), connection.lag(), connection.bytesSent());
    }
}
