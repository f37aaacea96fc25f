package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The app starts in a pod beside a Service of Kubernetes whose variables have the names of properties.
 */
class ServiceLinksIT {

    @TempDir
    Path directory;

    @Test
    void areNoSettings() throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (String prefix : List.of("QUARKUS_TAILSRV", "QUARKUS_TAILSRV_DEMO")) {
            environment.put(prefix + "_SERVICE_HOST", "10.96.12.7");
            environment.put(prefix + "_SERVICE_PORT", "80");
            environment.put(prefix + "_SERVICE_PORT_HTTP", "80");
            environment.put(prefix + "_PORT", "tcp://10.96.12.7:80");
            environment.put(prefix + "_PORT_80_TCP", "tcp://10.96.12.7:80");
            environment.put(prefix + "_PORT_80_TCP_PROTO", "tcp");
            environment.put(prefix + "_PORT_80_TCP_PORT", "80");
            environment.put(prefix + "_PORT_80_TCP_ADDR", "10.96.12.7");
        }
        Path file = Files.writeString(directory.resolve("my.log"), "content");
        environment.put("QUARKUS_TAILSRV__MY_LOG__FILE", file.toString()); // the rest of the environment counts
        environment.put("QUARKUS_TAILSRV__MY_LOG__PORT", "0");
        try (DemoProcess demo = DemoProcess.start(directory, environment, "-Dquarkus.tailsrv.port=0")) {
            assertThat(demo.port()).isPositive();
            assertThat(demo.port("my.log")).isPositive();
            demo.httpPort();
            assertThat(demo.output().lines()).filteredOn(line -> line.contains("WARN")).hasSize(2)
                    .anyMatch(line -> line.contains("\"quarkus-tailsrv\"") && line.contains("enableServiceLinks: false"))
                    .anyMatch(line -> line.contains("\"quarkus-tailsrv-demo\""));
            assertThat(demo.output()).contains(" as \"my.log\"").doesNotContain("\"service\"", "\"demo\"");
        }
    }
}
