package io.quarkiverse.tailsrv.deployment.health;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URL;
import java.nio.file.Files;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.deployment.support.Answer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.json.JsonObject;

/**
 * An application is ready if each of its servers can serve clients, or will as soon as its file exists.
 */
class HealthTest {

    private static final GrowingFile FILE = GrowingFile.of(HealthTest.class);
    private static final GrowingFile AUDIT = FILE.sibling("audit.log");

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-smallrye-health"))
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.1S")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".file", AUDIT.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".port", "0")
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    TailServer server;

    @Inject
    @TailServerName("audit")
    TailServer audit;

    @TestHTTPResource("/q/health/ready")
    URL ready;

    @TestHTTPResource("/q/health/live")
    URL live;

    @Test
    void saysOfEachServerHowItIs() throws Exception {
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
            assertThat(Answer.from(ready).status()).isEqualTo(200);
            assertThat(check().getString("status")).isEqualTo("UP");
            JsonObject data = data();
            assertThat(data.getString("<default>")).isEqualTo("UP");
            assertThat(data.getString("<default>.state")).isEqualTo("SERVING");
            assertThat(data.getString("<default>.file")).isEqualTo(FILE.path().toString());
            assertThat(data.getInteger("<default>.port")).isEqualTo(server.port());
            assertThat(data.getLong("<default>.generation")).isEqualTo(server.generation()).isPositive();
            assertThat(data.getLong("<default>.length")).isEqualTo(7);
            assertThat(data.getInteger("<default>.connections")).isEqualTo(1);
            assertThat(data.containsKey("<default>.problem")).isFalse();
        }
    }

    @Test
    void aFileThatIsNotThereYetIsNoHarm() {
        assertThat(check().getString("status")).isEqualTo("UP");
        JsonObject data = data();
        assertThat(data.getString("audit")).isEqualTo("UP");
        assertThat(data.getString("audit.state")).isEqualTo("WAITING");
        assertThat(data.getString("audit.file")).isEqualTo(AUDIT.path().toString());
        assertThat(data.getLong("audit.generation")).isZero();
        assertThat(data.getLong("audit.length")).isZero();
    }

    @Test
    void aServerThatIsStoppedTakesTheApplicationDown() throws Exception {
        audit.stop().toCompletableFuture().get(20, SECONDS);
        assertThat(Answer.from(ready).status()).isEqualTo(503);
        assertThat(check().getString("status")).isEqualTo("DOWN");
        assertThat(data().getString("audit")).isEqualTo("DOWN");
        assertThat(data().getString("audit.state")).isEqualTo("STOPPED");
        assertThat(data().getString("<default>")).isEqualTo("UP");
        audit.start().toCompletableFuture().get(20, SECONDS);
        assertThat(Answer.from(ready).status()).isEqualTo(200);
    }

    @Test
    void aFileThatCanNotBeReadTakesTheApplicationDown() throws Exception {
        Files.delete(FILE.path());
        Files.createDirectory(FILE.path());
        await().untilAsserted(() -> assertThat(Answer.from(ready).status()).isEqualTo(503));
        assertThat(data().getString("<default>")).isEqualTo("DOWN");
        assertThat(data().getString("<default>.problem")).startsWith("is a directory");
        assertThat(data().getString("audit")).isEqualTo("UP");
        Files.delete(FILE.path());
        await().untilAsserted(() -> assertThat(Answer.from(ready).status()).isEqualTo(200));
        FILE.append("content");
        await().untilAsserted(() -> assertThat(data().getLong("<default>.length")).isEqualTo(7));
    }

    @Test
    void itIsNoReasonToRestartTheApplication() {
        assertThat(Answer.from(live).body()).doesNotContainIgnoringCase("tailsrv");
    }

    private JsonObject data() {
        return check().getJsonObject("data");
    }

    private JsonObject check() {
        return new JsonObject(Answer.from(ready).body()).getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("Tailsrv servers health check"))
                .findFirst().orElseThrow();
    }
}
