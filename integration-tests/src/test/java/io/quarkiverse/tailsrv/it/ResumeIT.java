package io.quarkiverse.tailsrv.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
 * The client in Python that the page on the protocol has, for those who come back.
 */
class ResumeIT {

    private static final Path EXAMPLE = Path.of("../docs/modules/ROOT/examples/resume.py");

    private static final Duration FILE_LIFE = Duration.ofSeconds(4);

    @TempDir
    Path directory;

    private Path file;
    private Path output;

    @BeforeEach
    void files() throws IOException {
        assumeTrue(hasPython(), "There is no python3");
        file = directory.resolve("any.txt");
        output = directory.resolve("client.txt");
    }

    /** It must not take the client longer than a file lives to find out that the file is another one. */
    @Test
    void getsEachFileAlsoIfItIsShorterThanTheLastOne() throws Exception {
        try (DemoProcess demo = start(0)) {
            Process client = client(demo.port());
            try {
                Files.writeString(file, "the first\n".repeat(1000));
                awaitOutput("the first\n".repeat(1000));
                rotate("the second\n");
                await().pollDelay(FILE_LIFE).until(() -> true);
                rotate("the third\n");
                awaitOutput("the first\n".repeat(1000) + "the second\nthe third\n");
            } finally {
                client.destroyForcibly();
            }
        }
    }

    @Test
    void goesOnWhereItWasInTheSameFile() throws Exception {
        int port = FreePort.any();
        Files.writeString(file, "before\n");
        DemoProcess first = start(port);
        Process client = client(first.port());
        try {
            awaitOutput("before\n");
            first.terminate();
            first.status();
            Files.writeString(file, "meanwhile\n", StandardOpenOption.APPEND);
            try (DemoProcess second = start(port)) {
                second.port();
                awaitOutput("before\nmeanwhile\n");
                Files.writeString(file, "after\n", StandardOpenOption.APPEND);
                awaitOutput("before\nmeanwhile\nafter\n");
            }
        } finally {
            client.destroyForcibly();
            first.close();
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

    private Process client(int port) throws IOException {
        Path script = Files.writeString(directory.resolve("resume.py"),
                Files.readString(EXAMPLE).replace("4321", String.valueOf(port)));
        return new ProcessBuilder("python3", script.toString()).redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private void awaitOutput(String expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Files.readString(output, UTF_8)).isEqualTo(expected));
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
