package io.quarkiverse.tailsrv.it.bench.process;

import java.util.List;

/**
 * What is known of a server by what it is.
 */
enum Kind {

    /** An application with this extension: it uses three quarters of its descriptors. */
    APP(4.0 / 3, Integer.MAX_VALUE, true),
    TAILSRV(3, Integer.MAX_VALUE, true),
    /** Each client has a socat and a tail, which are two processes. */
    SOCAT(1, 100, false),
    OTHER(1, Integer.MAX_VALUE, true);

    /** How many of them it takes for each client. */
    final double descriptors;

    /** More are not asked of it. */
    final int maxClients;

    /** Or else all clients are served from where {@code {bytes}} says. */
    final boolean readsHeader;

    Kind(double descriptors, int maxClients, boolean readsHeader) {
        this.descriptors = descriptors;
        this.maxClients = maxClients;
        this.readsHeader = readsHeader;
    }

    static Kind of(List<String> command) {
        if (command.stream().anyMatch(word -> word.endsWith("quarkus-run.jar") || word.endsWith("-runner"))) {
            return APP;
        }
        return switch (command.get(0)) {
            case "tailsrv" -> TAILSRV;
            case "socat" -> SOCAT;
            default -> OTHER;
        };
    }
}
