package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged demo app goes through a rotation as each policy says; what {@code exit} does is in {@link DemoIT}.
 */
class RotationIT {

    private static final String OLD = "the old file";
    private static final String LATE = ", and a late word";
    private static final String NEW = "the new file";

    /** The writer's late word must not take longer. */
    private static final String POLL_INTERVAL = "3S";

    @TempDir
    Path directory;

    @Test
    void close() throws Exception {
        try (DemoProcess demo = start("close"); Client client = Client.connect(demo.port()).send("4\n")) {
            assertThat(client.read(8)).asString().isEqualTo("old file");
            rotate();
            assertThat(client.readToEnd()).asString().isEqualTo(LATE);
            assertServed(demo, NEW);
        }
    }

    @Test
    void follow() throws Exception {
        try (DemoProcess demo = start("follow"); Client client = Client.connect(demo.port()).send("4\n")) {
            assertThat(client.read(8)).asString().isEqualTo("old file");
            rotate();
            assertThat(client.read(LATE.length() + NEW.length())).asString().isEqualTo(LATE + NEW);
        }
    }

    @Test
    void linger() throws Exception {
        try (DemoProcess demo = start("linger"); Client client = Client.connect(demo.port()).send("4\n")) {
            assertThat(client.read(8)).asString().isEqualTo("old file");
            rotate();
            assertThat(client.read(LATE.length())).asString().isEqualTo(LATE);
            assertServed(demo, NEW);
            Files.writeString(directory.resolve("any.txt.1"), " or two", StandardOpenOption.APPEND);
            assertThat(client.read(7)).asString().isEqualTo(" or two");
        }
    }

    /** As a container is that is frozen, or a machine that sleeps. */
    @Test
    void whileTheProcessIsStopped() throws Exception {
        try (DemoProcess demo = start("follow"); Client client = Client.connect(demo.port()).send("4\n")) {
            assertThat(client.read(8)).asString().isEqualTo("old file");
            demo.signal("STOP");
            rotate();
            await().pollDelay(Duration.ofSeconds(5)).until(() -> true); // longer than the poll interval
            demo.signal("CONT");
            assertThat(client.read(LATE.length() + NEW.length())).asString().isEqualTo(LATE + NEW);
            assertServed(demo, NEW);
            assertThat(demo.output()).doesNotContain("WARN");
        }
    }

    @Test
    void serversThatDiffer() throws Exception {
        Path other = Files.writeString(directory.resolve("other.txt"), "of another");
        try (DemoProcess demo = start("follow", "-Dquarkus.tailsrv.\"other\".file=" + other,
                "-Dquarkus.tailsrv.\"other\".port=0", "-Dquarkus.tailsrv.\"other\".on-rotation=close");
                Client follower = Client.connect(demo.port("any.txt")).send("0\n");
                Client closed = Client.connect(demo.port("other.txt")).send("3\n")) {
            assertThat(follower.read(OLD.length())).asString().isEqualTo(OLD);
            assertThat(closed.read(7)).asString().isEqualTo("another");
            Files.delete(other);
            assertThat(closed.readToEnd()).isEmpty();
            rotate();
            assertThat(follower.read(LATE.length() + NEW.length())).asString().isEqualTo(LATE + NEW);
        }
    }

    private DemoProcess start(String policy, String... settings) throws IOException {
        Path file = Files.writeString(directory.resolve("any.txt"), OLD);
        return DemoProcess.start(directory, Map.of("QUARKUS_TAILSRV_FILE", file.toString(), "QUARKUS_TAILSRV_PORT", "0",
                "QUARKUS_TAILSRV_ON_ROTATION", policy, "QUARKUS_TAILSRV_POLL_INTERVAL", POLL_INTERVAL), settings);
    }

    /** As a writer does that takes a moment to notice. */
    private void rotate() throws IOException {
        Path file = directory.resolve("any.txt");
        Path renamed = Files.move(file, directory.resolve("any.txt.1"));
        Files.writeString(renamed, LATE, StandardOpenOption.APPEND);
        Files.writeString(file, NEW);
    }

    private static void assertServed(DemoProcess demo, String content) throws IOException {
        try (Client client = Client.connect(demo.port()).send("0\n")) {
            assertThat(client.read(content.length())).asString().isEqualTo(content);
        }
    }
}
