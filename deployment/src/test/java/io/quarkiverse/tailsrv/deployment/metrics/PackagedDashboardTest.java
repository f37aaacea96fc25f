package io.quarkiverse.tailsrv.deployment.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * The Grafana dashboard is for development: a packaged application does not carry it.
 */
class PackagedDashboardTest {

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withEmptyApplication()
            .setApplicationName("packaged");

    @ProdBuildResults
    ProdModeTestResults built;

    @Test
    void isLeftOut() throws IOException {
        try (Stream<Path> jars = Files.list(built.getBuildDir().resolve("quarkus-app/lib/main"))) {
            Path jar = jars.filter(path -> path.getFileName().toString().startsWith("io.quarkiverse.tailsrv.quarkus-tailsrv-"))
                    .findFirst().orElseThrow();
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                assertThat(zip.stream()).extracting(entry -> entry.getName())
                        .contains("META-INF/quarkus-extension.properties")
                        .noneMatch(name -> name.startsWith("META-INF/grafana/grafana"));
            }
        }
    }
}
