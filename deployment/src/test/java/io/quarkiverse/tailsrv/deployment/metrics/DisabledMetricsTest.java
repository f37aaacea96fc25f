package io.quarkiverse.tailsrv.deployment.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Answer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/**
 * With {@code metrics.enabled=false} there is nothing of the servers among the metrics.
 */
class DisabledMetricsTest {

    private static final GrowingFile FILE = GrowingFile.of(DisabledMetricsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-micrometer-registry-prometheus"))
            .overrideConfigKey("quarkus.tailsrv.metrics.enabled", "false")
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @TestHTTPResource("/q/metrics")
    URL metrics;

    @Test
    void thereAreOthersOnly() {
        assertThat(Answer.from(metrics).body()).contains("jvm_").doesNotContain("tailsrv_");
    }
}
