package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent of OpenTelemetry rewrites classes of Netty, whose pipeline the extension uses.
 */
class AgentIT {

    private static final Path AGENT = Path.of("target", "agents", "opentelemetry-javaagent.jar").toAbsolutePath();

    /** It exports nothing, and rewrites what is in the way of the bytes; to rewrite all that it knows takes it a minute. */
    private static final Map<String, String> SETTINGS = Map.of("OTEL_TRACES_EXPORTER", "none", "OTEL_METRICS_EXPORTER", "none",
            "OTEL_LOGS_EXPORTER", "none", "OTEL_INSTRUMENTATION_COMMON_DEFAULT_ENABLED", "false",
            "OTEL_INSTRUMENTATION_NETTY_ENABLED", "true", "OTEL_INSTRUMENTATION_EXECUTORS_ENABLED", "true");

    private static final int LENGTH = 5 << 20;

    @TempDir
    Path directory;

    @Test
    void leavesTheStreamAsItIs() throws Exception {
        assumeFalse(DemoProcess.isNative(), "an agent of the JVM");
        Path file = Files.write(directory.resolve("any.bin"), new byte[LENGTH]);
        try (DemoProcess demo = DemoProcess.start(directory,
                SETTINGS, "-javaagent:" + AGENT, "-Dquarkus.tailsrv.port=0", "-Dquarkus.tailsrv.file=" + file);
                Client client = Client.connect(demo.port()).send("0\n")) {
            assertThat(client.read(LENGTH)).isEqualTo(new byte[LENGTH]);
            for (int i = 0; i < 3; i++) {
                Files.writeString(file, ", new", StandardOpenOption.APPEND);
                assertThat(client.read(5)).asString().isEqualTo(", new");
            }
            assertThat(demo.output()).contains("opentelemetry-javaagent").doesNotContain("ERROR");
            demo.terminate();
            assertThat(client.readToEnd()).isEmpty();
        }
    }
}
