package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two packaged demo apps, of which one keeps a copy of what the other one serves.
 */
class MirrorIT {

    private static final int BLOCK = 1 << 20;
    private static final int BLOCKS = 100;
    private static final int KILLS = 4;
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @Test
    void whoIsKilledInTheMiddleGoesOn() throws Exception {
        Path file = Files.createFile(directory.resolve("served.log"));
        Path copy = directory.resolve("copy.log");
        Random random = new Random(1);
        try (DemoProcess server = start("server", "QUARKUS_TAILSRV_FILE", file.toString())) {
            for (int kill = 0; kill < KILLS; kill++) {
                long before = Files.exists(copy) ? Files.size(copy) : 0;
                appendNoise(file, random);
                try (DemoProcess mirror = mirror(server.port(), copy)) {
                    await().atMost(PATIENCE).pollInterval(SOON).until(() -> Files.exists(copy) && Files.size(copy) > before);
                    mirror.signal("KILL");
                    mirror.status();
                }
            }
            appendNoise(file, random);
            try (DemoProcess mirror = mirror(server.port(), copy)) {
                await().atMost(PATIENCE).until(() -> Files.size(copy) == Files.size(file));
                assertThat(mirror.output()).doesNotContain("WARN", "ERROR");
            }
        }
        assertThat(Files.mismatch(file, copy)).isEqualTo(-1);
        assertThat(directory.resolve("copy.log.1")).doesNotExist();
    }

    private static void appendNoise(Path file, Random random) throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            for (int i = 0; i < BLOCKS; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    private DemoProcess mirror(int port, Path copy) throws IOException {
        return start("mirror", "QUARKUS_TAILSRV_ACTIVE", "false", "QUARKUS_TAILSRV_CLIENT__SERVED__HOST", "localhost",
                "QUARKUS_TAILSRV_CLIENT__SERVED__PORT", String.valueOf(port), "QUARKUS_TAILSRV_CLIENT__SERVED__MIRROR_COPY",
                copy.toString());
    }

    private DemoProcess start(String name, String... variables) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("QUARKUS_TAILSRV_PORT", "0"));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return DemoProcess.start(Files.createDirectories(directory.resolve(name)), environment);
    }
}
