package io.quarkiverse.tailsrv.it;

// tag::journal-test[]
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class JournalTest {

    @Inject
    TailServer server;

    @Test
    void servesWhatIsAppended() throws Exception {
        Files.deleteIfExists(server.file());
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("0\n".getBytes(UTF_8));
            BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));

            Files.writeString(server.file(), "first\n", CREATE, APPEND);
            assertEquals("first", reader.readLine());
            Files.writeString(server.file(), "second\n", CREATE, APPEND);
            assertEquals("second", reader.readLine());
        }
    }
}
// end::journal-test[]
