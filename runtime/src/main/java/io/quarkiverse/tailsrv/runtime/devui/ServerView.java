package io.quarkiverse.tailsrv.runtime.devui;

import java.util.Comparator;
import java.util.List;

import io.netty.util.NetUtil;
import io.quarkiverse.tailsrv.TailConnection;
import io.quarkiverse.tailsrv.TailServer;

/**
 * A server as the Dev UI shows it, with JSON types only.
 *
 * @param problem null if there is none
 */
public record ServerView(String name, String state, String problem, String file, String address, long length,
        long generation, List<ConnectionView> connections) {

    static ServerView of(TailServer server) {
        return new ServerView(server.name(), server.state().name(), server.problem().orElse(null), server.file().toString(),
                NetUtil.toSocketAddressString(server.host(), server.port()), server.length(), server.generation(),
                server.connections().stream().sorted(Comparator.comparingLong(TailConnection::id)).map(ConnectionView::of)
                        .toList());
    }
}
