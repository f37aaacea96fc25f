package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clients in Python that the page on the protocol has: a short one, and one that comes back.
 */
class PythonIT {

    private static final Duration FILE_LIFE = Duration.ofSeconds(4);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void files() {
        PythonClient.require();
        file = directory.resolve("any.txt");
    }

    @Test
    void showsEachLineAsItIsWritten() throws Exception {
        Files.writeString(file, "first\n");
        try (DemoProcess demo = start(0); PythonClient client = PythonClient.start("lines.py", directory, demo.port())) {
            client.awaitOutput("first\n");
            Files.writeString(file, "second\n", StandardOpenOption.APPEND);
            client.awaitOutput("first\nsecond\n");
            demo.terminate();
            assertThat(client.status()).isZero();
        }
    }

    /** It must not take the client longer than a file lives to find out that the file is another one. */
    @Test
    void getsEachFileAlsoIfItIsShorterThanTheLastOne() throws Exception {
        try (DemoProcess demo = start(0); PythonClient client = client(demo.port())) {
            Files.writeString(file, "the first\n".repeat(1000));
            client.awaitOutput("the first\n".repeat(1000));
            rotate("the second\n");
            await().pollDelay(FILE_LIFE).until(() -> true);
            rotate("the third\n");
            client.awaitOutput("the first\n".repeat(1000) + "the second\nthe third\n");
        }
    }

    @Test
    void goesOnWhereItWasInTheSameFile() throws Exception {
        int port = FreePort.any();
        Files.writeString(file, "before\n");
        try (DemoProcess first = start(port); PythonClient client = client(first.port())) {
            client.awaitOutput("before\n");
            first.terminate();
            first.status();
            Files.writeString(file, "meanwhile\n", StandardOpenOption.APPEND);
            try (DemoProcess second = start(port)) {
                second.port();
                client.awaitOutput("before\nmeanwhile\n");
                Files.writeString(file, "after\n", StandardOpenOption.APPEND);
                client.awaitOutput("before\nmeanwhile\nafter\n");
            }
        }
    }

    private void rotate(String content) throws IOException {
        Files.move(file, file.resolveSibling(content.strip()));
        Files.writeString(file, content);
    }

    private DemoProcess start(int port) throws IOException {
        return DemoProcess.start(directory, Map.of("QUARKUS_TAILSRV_FILE", file.toString(), "QUARKUS_TAILSRV_PORT", "" + port,
                "QUARKUS_TAILSRV_ROTATION_GRACE", "0.1S"));
    }

    private PythonClient client(int port) throws IOException {
        return PythonClient.start("resume.py", directory, port);
    }
}
