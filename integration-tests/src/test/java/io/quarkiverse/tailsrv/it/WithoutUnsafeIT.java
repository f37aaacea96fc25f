package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A JVM may refuse {@code sun.misc.Unsafe} (JEP 498), and Netty's buffers then have no address.
 */
class WithoutUnsafeIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = { "true", "false" })
    void servesOldAndNewBytes(String nativeTransport) throws Exception {
        assumeFalse(DemoProcess.isNative(), "a setting of the JVM");
        Path file = Files.writeString(directory.resolve("any.txt"), "old");
        try (DemoProcess demo = DemoProcess.start(directory, Map.of(), "-Dio.netty.noUnsafe=true",
                "-Dquarkus.vertx.prefer-native-transport=" + nativeTransport, "-Dquarkus.tailsrv.port=0",
                "-Dquarkus.tailsrv.file=" + file);
                Client client = Client.connect(demo.port()).send("0\n")) {
            assertThat(client.read(3)).asString().isEqualTo("old");
            for (int i = 0; i < 3; i++) {
                Files.writeString(file, ", new", StandardOpenOption.APPEND);
                assertThat(client.read(5)).asString().isEqualTo(", new");
            }
            assertThat(demo.output()).doesNotContain("ERROR");
        }
    }
}
