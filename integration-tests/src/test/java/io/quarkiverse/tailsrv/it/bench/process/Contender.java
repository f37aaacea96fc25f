package io.quarkiverse.tailsrv.it.bench.process;

import java.nio.file.Path;
import java.util.List;

/**
 * A server of the protocol, and how to start it.
 *
 * @param command with {@code {port}}, {@code {file}} and {@code {bytes}}, which is what {@code tail -c} takes
 */
public record Contender(String name, List<String> command, Kind kind) {

    public static Contender of(String name, List<String> command) {
        return new Contender(name, command, Kind.of(command));
    }

    public List<String> command(int port, Path file, long offset) {
        String bytes = offset < 0 ? String.valueOf(-offset) : "+" + (offset + 1);
        return command.stream().map(word -> word.replace("{port}", String.valueOf(port))
                .replace("{file}", file.toString()).replace("{bytes}", bytes)).toList();
    }

    public boolean isApp() {
        return kind == Kind.APP;
    }

    public boolean readsHeader() {
        return kind.readsHeader;
    }

    /** More are not asked of it. */
    public int maxClients() {
        return kind.maxClients;
    }

    /** How many of them it takes for each client. */
    double descriptors() {
        return kind.descriptors;
    }
}
