package io.quarkiverse.tailsrv.it.newer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;

/**
 * The log of an application, as it serves it.
 */
final class ServedLog {

    private ServedLog() {
    }

    /** Waits for the first line that contains a text. */
    static String line(String host, int port, String part) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("0\n".getBytes(UTF_8));
            BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            return reader.lines().filter(line -> line.contains(part)).findFirst().orElseThrow();
        }
    }
}
