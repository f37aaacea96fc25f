package io.quarkiverse.tailsrv.deployment.health;

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
 * What the readiness check says of a server is not taken for what it says of another one whose name has a dot.
 */
class DottedNameTest {

    private static final GrowingFile FILE = GrowingFile.of(DottedNameTest.class);
    private static final GrowingFile STATE = FILE.sibling("state.log");

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .setForcedDependencies(Extensions.quarkus("quarkus-smallrye-health"))
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"a\".file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"a\".port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"a.state\".file", STATE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"a.state\".port", "0")
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @TestHTTPResource("/q/health/ready")
    URL ready;

    @Test
    void isInQuotes() {
        String body = Answer.from(ready).body();
        assertThat(body).contains("\"a.state\": \"SERVING\"", "\"\\\"a.state\\\"\": \"UP\"",
                "\"\\\"a.state\\\".state\": \"WAITING\"");
    }
}
