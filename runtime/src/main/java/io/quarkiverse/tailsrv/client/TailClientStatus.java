package io.quarkiverse.tailsrv.client;

import java.time.Duration;
import java.util.Optional;

/**
 * A snapshot of what a client's streams have done since the client was made.
 *
 * @param streams how many streams are subscribed to
 * @param connected how many of them are connected
 * @param reconnects how many times a connection was opened in place of one that had ended
 * @param bytes how many bytes of files were received. Those that wait for the subscriber, or for the rest of their line, are
 *        counted
 *        already; those that are only compared are not
 * @param generations how many files were begun
 * @param sinceLastByte how long ago the last byte came; empty if none has come
 */
public record TailClientStatus(int streams, int connected, long reconnects, long bytes, long generations,
        Optional<Duration> sinceLastByte) {
}
