package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged demo app serves the newest of several files, by either kind of pattern: one server's clients go on with a newer
 * one, those of the other are closed.
 */
class PatternIT {

    private static final String FOLLOWED = "app-{latest}.log";
    private static final String CLOSED = "app-*.log";

    @TempDir
    Path directory;

    private Path logs;

    @BeforeEach
    void nameDirectory() {
        logs = directory.resolve("logs");
    }

    @Test
    void theLastName() throws Exception {
        Files.createDirectory(logs);
        write("app-9.log", "nine.");
        write("app-8.log", "eight");
        try (DemoProcess demo = start("latest-name");
                Client follower = connect(demo, FOLLOWED);
                Client closed = connect(demo, CLOSED)) {
            assertThat(follower.read(5)).asString().isEqualTo("nine.");
            assertThat(closed.read(5)).asString().isEqualTo("nine.");
            write("app-10.log", "ten.");
            assertThat(follower.read(4)).asString().isEqualTo("ten.");
            assertThat(closed.readToEnd()).isEmpty();
            assertServed(demo, "ten.");
        }
    }

    @Test
    void theOneThatWasWrittenToLast() throws Exception {
        Files.createDirectory(logs);
        write("app-b.log", "a long line.");
        try (DemoProcess demo = start("latest-modified");
                Client follower = connect(demo, FOLLOWED);
                Client closed = connect(demo, CLOSED)) {
            assertThat(follower.read(12)).asString().isEqualTo("a long line.");
            assertThat(closed.read(12)).asString().isEqualTo("a long line.");
            age("app-b.log");
            write("app-a.log", "another one.");
            assertThat(follower.read(12)).asString().isEqualTo("another one.");
            assertThat(closed.readToEnd()).isEmpty();
            try (Client next = connect(demo, CLOSED)) {
                assertThat(next.read(12)).asString().isEqualTo("another one.");
                age("app-a.log");
                write("app-b.log", "the name again.");
                assertThat(next.readToEnd()).isEmpty();
            }
            assertThat(follower.read(15)).asString().isEqualTo("the name again.");
            assertServed(demo, "the name again.");
        }
    }

    @Test
    void aDirectoryThatAppearsAndAFileThatVanishes() throws Exception {
        try (DemoProcess demo = start("latest-name");
                Client follower = connect(demo, FOLLOWED);
                Client closed = connect(demo, CLOSED)) {
            Files.createDirectory(logs);
            write("app-1.log", "one.");
            assertThat(follower.read(4)).asString().isEqualTo("one.");
            assertThat(closed.read(4)).asString().isEqualTo("one.");
            Files.delete(logs.resolve("app-1.log"));
            assertThat(closed.readToEnd()).isEmpty();
            try (Client early = connect(demo, CLOSED)) {
                write("app-2.log", "two.");
                assertThat(early.read(4)).asString().isEqualTo("two.");
            }
            assertThat(follower.read(4)).asString().isEqualTo("two.");
        }
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(logs.resolve(name), content);
    }

    /** The clock of the file system may not go on between two writes. */
    private void age(String name) throws IOException {
        Files.setLastModifiedTime(logs.resolve(name), FileTime.from(Instant.now().minusSeconds(60)));
    }

    private DemoProcess start(String selection) throws IOException {
        return DemoProcess.start(directory, Map.of(), "-Dquarkus.tailsrv.rotation-grace=0.1S",
                "-Dquarkus.tailsrv.file=" + logs.resolve(FOLLOWED), "-Dquarkus.tailsrv.port=0",
                "-Dquarkus.tailsrv.file-selection=" + selection, "-Dquarkus.tailsrv.on-rotation=follow",
                "-Dquarkus.tailsrv.\"closing\".file=" + logs.resolve(CLOSED), "-Dquarkus.tailsrv.\"closing\".port=0",
                "-Dquarkus.tailsrv.\"closing\".file-selection=" + selection,
                "-Dquarkus.tailsrv.\"closing\".on-rotation=close");
    }

    private static Client connect(DemoProcess demo, String pattern) throws IOException {
        return Client.connect(demo.port(pattern)).send("0\n");
    }

    private static void assertServed(DemoProcess demo, String content) throws IOException {
        try (Client client = connect(demo, CLOSED)) {
            assertThat(client.read(content.length())).asString().isEqualTo(content);
        }
    }
}
