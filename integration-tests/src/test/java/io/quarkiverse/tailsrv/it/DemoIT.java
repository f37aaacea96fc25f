package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged demo app, started as the README says.
 */
class DemoIT {

    /** 128 and SIGTERM's number. */
    private static final int TERMINATED = 143;
    private static final Map<String, String> NO_ENVIRONMENT = Map.of();

    @TempDir
    Path directory;
    Path file;

    @BeforeEach
    void createFile() throws IOException {
        file = Files.writeString(directory.resolve("any.txt"), "content");
    }

    @Test
    void servesItsOwnLogByDefault() throws Exception {
        try (DemoProcess demo = DemoProcess.start(directory, NO_ENVIRONMENT, "-Dquarkus.tailsrv.port=0");
                Client client = Client.connect(demo.port()).send("0\n")) {
            assertThat(demo.file()).hasParent(directory).asString().matches(".+/tailsrv-demo-[0-9a-f-]{36}\\.log");
            for (int beat = 1; beat <= 3; beat++) {
                assertThat(nextHeartbeat(client)).endsWith("Heartbeat " + beat);
            }
        }
    }

    @Test
    void leavesTheLogOfAnotherRunAlone() throws Exception {
        try (DemoProcess first = DemoProcess.start(directory, NO_ENVIRONMENT, "-Dquarkus.tailsrv.port=0");
                Client client = Client.connect(first.port()).send("0\n")) {
            Path other = Files.createDirectory(directory.resolve("other"));
            try (DemoProcess second = DemoProcess.start(other, NO_ENVIRONMENT, "-Djava.io.tmpdir=" + directory,
                    "-Dquarkus.tailsrv.port=0")) {
                assertThat(second.file()).hasParent(directory).isNotEqualTo(first.file());
                second.terminate();
                second.status();
            }
            assertThat(nextHeartbeat(client)).endsWith("Heartbeat 1"); // it was not rotated
        }
    }

    private static String nextHeartbeat(Client client) throws IOException {
        String line;
        do {
            line = client.readLine();
        } while (!line.contains("Heartbeat"));
        return line;
    }

    @Test
    void takesSettingsFromTheEnvironment() throws Exception {
        Map<String, String> environment = Map.of("QUARKUS_TAILSRV_FILE", file.toString(), "QUARKUS_TAILSRV_PORT", "0");
        try (DemoProcess demo = DemoProcess.start(directory, environment)) {
            assertServedUntilTerminated(demo);
        }
    }

    @Test
    void takesSettingsFromProperties() throws Exception {
        try (DemoProcess demo = DemoProcess.start(directory, NO_ENVIRONMENT,
                "-Dquarkus.tailsrv.file=" + file, "-Dquarkus.tailsrv.port=0")) {
            assertServedUntilTerminated(demo);
        }
    }

    @Test
    void aServerCanBeDefinedByTheEnvironmentAlone() throws Exception {
        Map<String, String> environment = Map.of("QUARKUS_TAILSRV__AUDIT__FILE", file.toString(),
                "QUARKUS_TAILSRV__AUDIT__PORT", "0", "QUARKUS_TAILSRV__AUDIT__HOST", "localhost",
                "QUARKUS_TAILSRV_ACTIVE", "false");
        try (DemoProcess demo = DemoProcess.start(directory, environment)) {
            assertServedUntilTerminated(demo);
        }
    }

    private void assertServedUntilTerminated(DemoProcess demo) throws Exception {
        assertThat(demo.file()).isEqualTo(file);
        try (Client client = Client.connect(demo.port()).send("3\n")) {
            assertThat(client.read(4)).asString().isEqualTo("tent");
            Files.writeString(file, ", and the last of it", StandardOpenOption.APPEND);
            demo.terminate();
            assertThat(client.readToEnd()).asString().isEqualTo(", and the last of it");
        }
        assertThat(demo.status()).isEqualTo(TERMINATED);
    }

    @Test
    void endsWithTheFileIfAskedTo() throws Exception {
        try (DemoProcess demo = DemoProcess.start(directory, NO_ENVIRONMENT, "-Dquarkus.tailsrv.file=" + file,
                "-Dquarkus.tailsrv.port=0", "-Dquarkus.tailsrv.on-rotation=exit", "-Dquarkus.tailsrv.poll-interval=3S");
                Client client = Client.connect(demo.port()).send("0\n")) {
            assertThat(client.read(7)).asString().isEqualTo("content");
            Path renamed = Files.move(file, directory.resolve("any.txt.1"));
            Files.writeString(renamed, ", and a late word", StandardOpenOption.APPEND);
            assertThat(client.readToEnd()).asString().isEqualTo(", and a late word");
            assertThat(demo.status()).isZero();
        }
    }
}
