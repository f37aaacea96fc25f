package io.quarkiverse.tailsrv.it.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * For what has to be told a port before it opens it.
 */
final class FreePort {

    /** The first and the last port that the system gives to whoever connects, or listens on any port. */
    private static final Path GIVEN_OUT = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final String ELSEWHERE = "49152 65535"; // as IANA has it
    private static final int LOWEST = 10_000;
    private static final int ATTEMPTS = 1000;

    private FreePort() {
    }

    /** A port that nobody listens on, and that nobody gets by accident before it is used. */
    static int any() {
        String[] given = givenOut().strip().split("\\s+");
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, 1 << 16);
            boolean mayBeGiven = port >= Integer.parseInt(given[0]) && port <= Integer.parseInt(given[1]);
            if (!mayBeGiven && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No port from " + LOWEST + " on is free and outside the range in " + GIVEN_OUT);
    }

    private static String givenOut() {
        try {
            return Files.exists(GIVEN_OUT) ? Files.readAllLines(GIVEN_OUT).get(0) : ELSEWHERE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false; // somebody listens on it
        }
    }
}
