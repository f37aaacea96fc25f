package org.acme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class HeartbeatTest {

    @Inject
    TailServer server;

    @Test
    void isServed() throws IOException {
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("0\n".getBytes(UTF_8));
            BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            assertTrue(reader.lines().limit(50).anyMatch(line -> line.endsWith("Heartbeat 1")));
        }
    }
}
