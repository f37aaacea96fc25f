package io.quarkiverse.tailsrv.deployment.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Scrape;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/**
 * Vert.x' own metrics of the port are right, though neither bytes nor the end of a connection pass through its handler.
 */
class NetServerMetricsTest {

    private static final int LENGTH = (3 << 20) + 5;
    private static final GrowingFile FILE = GrowingFile.of(NetServerMetricsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-micrometer-registry-prometheus"))
            .setBeforeAllCustomizer(() -> FILE.create(new byte[LENGTH]));

    @Inject
    TailServer server;

    @TestHTTPResource("/q/metrics")
    URL metrics;

    @Test
    void bytesAndConnections() throws IOException {
        try (TestClient all = TestClient.connect(server.port()).send("0\njunk");
                TestClient few = TestClient.connect(server.port()).send("-3\n");
                TestClient refused = TestClient.connect(server.port()).send("nonsense\n")) {
            assertThat(all.read(LENGTH)).hasSize(LENGTH);
            assertThat(few.read(3)).hasSize(3);
            assertThat(refused.readToEnd()).isEmpty();
            refused.close();
            awaitConnections(2);
            few.reset();
            awaitConnections(1);
            all.reset();
            awaitConnections(0);
        }
        Scrape scrape = Scrape.of(metrics);
        assertThat(scrape.onlyValue("tcp_bytes_written_sum")).isEqualTo(LENGTH + 3);
        assertThat(scrape.onlyValue("tcp_bytes_read_sum")).isEqualTo("0\njunk-3\nnonsense\n".length());
    }

    private void awaitConnections(int count) {
        await().untilAsserted(() -> assertThat(Scrape.of(metrics).onlyValue("tcp_active_connections")).isEqualTo(count));
    }
}
