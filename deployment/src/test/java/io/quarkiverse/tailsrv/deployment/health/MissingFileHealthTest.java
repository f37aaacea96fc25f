package io.quarkiverse.tailsrv.deployment.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Answer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/**
 * With {@code health.missing-file=down} an application is ready only while the file exists. Servers without the setting leave
 * it alone.
 */
class MissingFileHealthTest {

    private static final GrowingFile FILE = GrowingFile.of(MissingFileHealthTest.class);
    private static final GrowingFile AUDIT = FILE.sibling("audit.log");

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-smallrye-health"))
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.1S")
            .overrideRuntimeConfigKey("quarkus.tailsrv.health.missing-file", "up")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".file", AUDIT.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".poll-interval", "0.1S")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".health.missing-file", "down")
            .setBeforeAllCustomizer(FILE::clear);

    @TestHTTPResource("/q/health/ready")
    URL ready;

    @Test
    void itIsDownUntilTheFileExists() throws IOException {
        awaitStatus(503);
        assertThat(Answer.from(ready).body()).contains("\"audit.problem\": \"does not exist\"",
                "\"audit.state\": \"WAITING\"", "\"<default>\": \"UP\"").doesNotContain("<default>.problem");
        Files.createDirectories(AUDIT.path().getParent());
        AUDIT.append("content");
        awaitStatus(200);
        Files.delete(AUDIT.path());
        awaitStatus(503);
    }

    private void awaitStatus(int status) {
        await().untilAsserted(() -> assertThat(Answer.from(ready).status()).isEqualTo(status));
    }
}
