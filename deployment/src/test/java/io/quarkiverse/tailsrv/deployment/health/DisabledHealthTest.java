package io.quarkiverse.tailsrv.deployment.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Answer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/**
 * With {@code health.enabled=false} the application is ready, whatever its servers are.
 */
class DisabledHealthTest {

    private static final GrowingFile FILE = GrowingFile.of(DisabledHealthTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-smallrye-health"))
            .overrideConfigKey("quarkus.tailsrv.health.enabled", "false")
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    TailServer server;

    @TestHTTPResource("/q/health")
    URL health;

    @Test
    void aStoppedServerIsNotToldOf() throws Exception {
        server.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(Answer.from(health).status()).isEqualTo(200);
        assertThat(Answer.from(health).body()).doesNotContainIgnoringCase("tailsrv");
    }
}
