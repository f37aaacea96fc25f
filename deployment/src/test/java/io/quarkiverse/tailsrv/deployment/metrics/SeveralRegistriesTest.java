package io.quarkiverse.tailsrv.deployment.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Answer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Scrape;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.json.JsonObject;

/**
 * Where there are two registries, both have the servers' meters.
 */
class SeveralRegistriesTest {

    private static final GrowingFile FILE = GrowingFile.of(SeveralRegistriesTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-micrometer-registry-prometheus"))
            .overrideConfigKey("quarkus.micrometer.export.json.enabled", "true")
            .overrideConfigKey("quarkus.micrometer.export.json.path", "json")
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    TailServer server;

    @TestHTTPResource("/q/metrics")
    URL prometheus;

    @TestHTTPResource("/q/json")
    URL json;

    @Test
    void bothAreTold() throws IOException {
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
            assertThat(Scrape.of(prometheus).value("tailsrv_connections_opened_total", "<default>")).isEqualTo(1);
            JsonObject figures = new JsonObject(Answer.from(json).body());
            assertThat(figures.getDouble("tailsrv.connections.opened;server=<default>")).isEqualTo(1);
            assertThat(figures.getDouble("tailsrv.file.length;server=<default>")).isEqualTo(7);
        }
    }
}
