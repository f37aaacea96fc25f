package io.quarkiverse.tailsrv;

import java.net.InetSocketAddress;

/**
 * Clients were turned away before they were served. A CDI event for {@code @ObservesAsync} observers, which run on a worker
 * thread. However many clients are refused, there is at most one event a second for each server and reason: the first refusal
 * is told at once, those that follow it are counted.
 *
 * @param server the server that they connected to
 * @param reason why
 * @param remoteAddress the address of the last of them, or null if it had gone before it could be asked
 * @param count how many since the last event with this reason, 1 or more
 */
public record TailConnectionsRefused(TailServer server, RefusalReason reason, InetSocketAddress remoteAddress, long count) {
}
