package io.quarkiverse.tailsrv.it.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * A server of the protocol, and how to start it.
 *
 * @param command with {@code {port}}, {@code {file}} and {@code {bytes}}, which is what {@code tail -c} takes
 * @param descriptors how many of them it takes for each client
 * @param maxClients more are not asked of it
 * @param readsHeader or else all clients are served from where {@code {bytes}} says
 */
record Contender(String name, List<String> command, double descriptors, int maxClients, boolean readsHeader) {

    /** One of which nothing special is known. */
    static Contender of(String name, List<String> command) {
        return new Contender(name, command, 1, Integer.MAX_VALUE, true);
    }

    List<String> command(int port, Path file, long offset) {
        String bytes = offset < 0 ? String.valueOf(-offset) : "+" + (offset + 1);
        return command.stream().map(word -> word.replace("{port}", String.valueOf(port))
                .replace("{file}", file.toString()).replace("{bytes}", bytes)).toList();
    }
}
