package io.quarkiverse.tailsrv.deployment.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Scrape;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/**
 * Meters come and go with their servers, those of Vert.x for their ports too.
 */
class AddedMetersTest {

    private static final GrowingFile FILE = GrowingFile.of(AddedMetersTest.class);
    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-micrometer-registry-prometheus"))
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    TailServers servers;

    @TestHTTPResource("/q/metrics")
    URL metrics;

    /** Names and labels. */
    private List<String> meters() {
        return Scrape.of(metrics).samples().stream().map(sample -> sample.name() + sample.labels()).toList();
    }

    private long metersOf(String server) {
        return Scrape.of(metrics).samples().stream().filter(sample -> server.equals(sample.labels().get("server"))).count();
    }

    private void serveOnce(String name) throws IOException {
        TailServer added = servers.add(name, settings -> settings.file(FILE.path())).await().atMost(LONG);
        assertThat(metersOf(name)).isEqualTo(metersOf("<default>")).isPositive();
        try (TestClient client = TestClient.at(added.port(), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
        }
        assertThat(Scrape.of(metrics).value("tailsrv_connections_opened_total", name)).isEqualTo(1);
        servers.remove(name).await().atMost(LONG);
        assertThat(metersOf(name)).isZero();
    }

    @Test
    void comeAndGoWithTheirServer() throws IOException {
        serveOnce("job");
        List<String> before = meters();
        for (int i = 0; i < 10; i++) {
            serveOnce("job"); // counts from 0 again
            serveOnce("job-" + i);
        }
        await().untilAsserted(() -> assertThat(meters()).containsExactlyInAnyOrderElementsOf(before));
    }
}
