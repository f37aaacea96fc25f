package io.quarkiverse.tailsrv.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * A setting that was decided when the application was built is not ignored without a word.
 */
class FixedSettingsTest {

    private static final GrowingFile FILE = GrowingFile.of(FixedSettingsTest.class).create("content");

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withEmptyApplication()
            .setApplicationName("fixed-settings")
            .setForcedDependencies(Extensions.quarkus("quarkus-vertx-http"))
            .setRun(true)
            .setRuntimeProperties(Map.of("quarkus.tailsrv.file", FILE.path().toString(), "quarkus.tailsrv.port", "0",
                    "quarkus.tailsrv.host", "localhost", "quarkus.http.host", "localhost", "quarkus.http.port", "0",
                    "quarkus.tailsrv.enabled", "false", "quarkus.tailsrv.health.enabled", "false",
                    "quarkus.tailsrv.metrics.enabled", "false"));

    @Test
    void areWarnedOf() {
        String output = APP.getStartupConsoleOutput();
        assertThat(output).contains("WARN", "Tailing " + FILE.path());
        for (String setting : new String[] { "enabled", "health.enabled", "metrics.enabled" }) {
            assertThat(output)
                    .contains("quarkus.tailsrv." + setting + " is set to 'false' but it is build time fixed to 'true'");
        }
    }
}
