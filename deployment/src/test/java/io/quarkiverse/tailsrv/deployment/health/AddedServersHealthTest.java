package io.quarkiverse.tailsrv.deployment.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.time.Duration;
import java.util.Set;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.deployment.support.Answer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.json.JsonObject;

/**
 * Readiness counts servers that are added, and forgets those that are removed.
 */
class AddedServersHealthTest {

    private static final GrowingFile FILE = GrowingFile.of(AddedServersHealthTest.class);
    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-smallrye-health"))
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    TailServers servers;

    @TestHTTPResource("/q/health/ready")
    URL ready;

    @Test
    void listsAServerFromItsAdditionToItsRemoval() {
        Set<String> before = data().fieldNames();
        TailServer added = servers.add("job", settings -> settings.file(FILE.path())).await().atMost(LONG);
        assertThat(data().getString("job")).isEqualTo("UP");
        assertThat(data().getString("job.state")).isEqualTo("SERVING");
        assertThat(data().getInteger("job.port")).isEqualTo(added.port());
        assertThat(data().getLong("job.length")).isEqualTo(7);
        servers.remove("job").await().atMost(LONG);
        assertThat(data().fieldNames()).isEqualTo(before).contains("<default>");
        assertThat(Answer.from(ready).status()).isEqualTo(200);
    }

    @Test
    void aServerThatIsDownTakesTheApplicationDownUntilItIsRemoved() {
        TailServer added = servers.add("down", settings -> settings.file(FILE.path())).await().atMost(LONG);
        added.stop().toCompletableFuture().join();
        assertThat(Answer.from(ready).status()).isEqualTo(503);
        assertThat(data().getString("down")).isEqualTo("DOWN");
        servers.remove("down").await().atMost(LONG);
        assertThat(Answer.from(ready).status()).isEqualTo(200);
    }

    private JsonObject data() {
        return new JsonObject(Answer.from(ready).body()).getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("Tailsrv servers health check"))
                .findFirst().orElseThrow().getJsonObject("data");
    }
}
