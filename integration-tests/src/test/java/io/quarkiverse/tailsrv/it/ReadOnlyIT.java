package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged demo app where it may write nowhere, as in a container with a read-only root file system: it serves a file, and
 * leaves none behind. The place for temporary files is a file, in which not even root can make a directory.
 */
class ReadOnlyIT {

    @TempDir
    Path directory;

    private Path file;
    private Path nowhere;

    @BeforeEach
    void create() throws IOException {
        file = Files.writeString(directory.resolve("any.txt"), "content");
        nowhere = Files.createFile(directory.resolve("nowhere"));
    }

    @Test
    void servesWithTheSettingsOfTheDocumentation() throws Exception {
        try (DemoProcess demo = start("-Dquarkus.vertx.classpath-resolving=false");
                Client client = Client.connect(demo.port()).send("0\n")) {
            assertThat(client.read(7)).asString().isEqualTo("content");
            assertThat(written()).containsExactlyInAnyOrder(file, nowhere, directory.resolve("output.txt"));
        }
    }

    @Test
    void servesWithADirectoryForVertx() throws Exception {
        Path cache = directory.resolve("cache");
        try (DemoProcess demo = start("-Dquarkus.vertx.cache-directory=" + cache);
                Client client = Client.connect(demo.port()).send("0\n")) {
            assertThat(client.read(7)).asString().isEqualTo("content");
            assertThat(cache).isDirectory();
        }
    }

    private DemoProcess start(String setting) throws IOException {
        return DemoProcess.start(directory, Map.of(), "-Djava.io.tmpdir=" + nowhere, "-Dquarkus.log.file.enabled=false",
                "-Dquarkus.tailsrv.file=" + file, "-Dquarkus.tailsrv.port=0", setting);
    }

    private List<Path> written() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }
}
