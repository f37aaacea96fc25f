package io.quarkiverse.tailsrv.deployment.metrics;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.FileEvents;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Scrape;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/**
 * Prometheus sees of each server what clients and files have done. Each test has a server of its own.
 */
class MetricsTest {

    /** More than the system takes for a client that does not read. */
    private static final int LENGTH = 24 << 20;
    private static final List<String> SERVERS = List.of("sending", "refusing", "impatient", "narrow", "closing", "rotating",
            "skipping", "growing");
    private static final GrowingFile FILE = GrowingFile.of(MetricsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = serving(Apps.serving(FILE));

    private static QuarkusUnitTest serving(QuarkusUnitTest app) {
        for (String server : SERVERS) {
            app.overrideRuntimeConfigKey("quarkus.tailsrv." + server + ".file", FILE.sibling(server).path().toString())
                    .overrideRuntimeConfigKey("quarkus.tailsrv." + server + ".port", "0");
        }
        return app.setForcedDependencies(Extensions.quarkus("quarkus-micrometer-registry-prometheus"))
                .overrideRuntimeConfigKey("quarkus.tailsrv.impatient.header-timeout", "0.3S")
                .overrideRuntimeConfigKey("quarkus.tailsrv.narrow.max-connections", "1")
                .overrideRuntimeConfigKey("quarkus.tailsrv.closing.stall-timeout", "0.5S")
                .overrideRuntimeConfigKey("quarkus.tailsrv.closing.shutdown-timeout", "0.5S")
                .overrideRuntimeConfigKey("quarkus.tailsrv.rotating.poll-interval", "0.1S")
                .overrideRuntimeConfigKey("quarkus.tailsrv.skipping.poll-interval", "0.1S")
                .overrideRuntimeConfigKey("quarkus.tailsrv.growing.poll-interval", "1S")
                .setBeforeAllCustomizer(() -> {
                    FileEvents.require();
                    FILE.create("content");
                });
    }

    @Inject
    TailServers servers;

    @Inject
    @TailServerName("closing")
    TailServer closing;

    @TestHTTPResource("/q/metrics")
    URL metrics;

    @Test
    void theServerWithoutAName() throws IOException {
        try (TestClient client = TestClient.at(port("<default>"), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
            assertThat(value("tailsrv_connections", "<default>")).isEqualTo(1);
            assertThat(value("tailsrv_file_length_bytes", "<default>")).isEqualTo(7);
            client.reset();
            await().untilAsserted(() -> assertThat(value("tailsrv_connections", "<default>")).isZero());
        }
    }

    @Test
    void bytesByTheWayTheyWent() throws IOException {
        GrowingFile file = FILE.sibling("sending");
        file.append(new byte[LENGTH]);
        try (TestClient client = TestClient.at(port("sending"), 0);
                TestClient slow = TestClient.connect(port("sending"), 4096).send("0\n")) {
            assertThat(client.read(LENGTH)).hasSize(LENGTH);
            assertThat(slow.read(1)).hasSize(1);
            file.append("appended");
            assertThat(client.readText(8)).isEqualTo("appended");
            await().untilAsserted(() -> {
                Scrape scrape = Scrape.of(metrics);
                assertThat(scrape.value("tailsrv_sent_bytes_total", "sending", "path", "shared")).isGreaterThanOrEqualTo(8);
                assertThat(scrape.value("tailsrv_sent_bytes_total", "sending", "path", "zero-copy")).isPositive();
                assertThat(scrape.value("tailsrv_connections", "sending")).isEqualTo(2);
                assertThat(scrape.value("tailsrv_connections_opened_total", "sending")).isEqualTo(2);
                assertThat(scrape.value("tailsrv_lag_max_bytes", "sending")).isBetween(1.0, LENGTH + 8.0);
                assertThat(scrape.value("tailsrv_file_length_bytes", "sending")).isEqualTo(LENGTH + 8.0);
                assertThat(scrape.value("tailsrv_delivery_seconds_count", "sending")).isPositive();
                assertThat(scrape.value("tailsrv_delivery_seconds_sum", "sending")).isBetween(1e-9, 60.0);
            });
        }
    }

    @Test
    void refusalsByReason() throws IOException {
        assertRefused("refusing", "abc\n", "header-malformed");
        assertRefused("refusing", "1".repeat(65), "header-too-long");
        assertRefused("impatient", "0", "header-timeout"); // it has no newline
        TestClient.connect(port("refusing")).reset();
        awaitRefused("refusing", "no-header");
        FILE.sibling("narrow").append("x");
        try (TestClient client = served("narrow", "x")) {
            assertRefused("narrow", "0\n", "max-connections");
            assertThat(client.available()).isZero();
        }
    }

    private void assertRefused(String server, String header, String reason) throws IOException {
        try (TestClient client = TestClient.connect(port(server)).send(header)) {
            assertThat(client.readToEnd()).isEmpty();
        }
        awaitRefused(server, reason);
    }

    private void awaitRefused(String server, String reason) {
        await().untilAsserted(() -> assertThat(value("tailsrv_connections_refused_total", server, "reason", reason))
                .isEqualTo(1));
    }

    @Test
    void endsByReason() throws Exception {
        GrowingFile file = FILE.sibling("closing");
        file.append(new byte[LENGTH]);
        try (TestClient stalled = TestClient.connect(port("closing"), 4096).send("0\n")) {
            awaitClosed("stall");
        }
        file.replace("old");
        try (TestClient client = served("closing", "old")) {
            client.reset();
            awaitClosed("client");
        }
        file.replace("old");
        try (TestClient client = served("closing", "old")) {
            closing.connections().forEach(closing::close);
            awaitClosed("application");
        }
        try (TestClient client = served("closing", "old")) {
            file.replace("new");
            awaitClosed("rotation");
        }
        try (TestClient client = served("closing", "new")) {
            closing.stop().toCompletableFuture().get(20, SECONDS);
            awaitClosed("stop");
        }
        Scrape scrape = Scrape.of(metrics);
        assertThat(scrape.value("tailsrv_connections_closed_total", "closing", "reason", "error")).isZero();
        assertThat(scrape.value("tailsrv_connections_opened_total", "closing")).isEqualTo(5);
        assertThat(scrape.value("tailsrv_connections", "closing")).isZero();
        assertThat(scrape.value("tailsrv_file_length_bytes", "closing")).isZero();
    }

    private void awaitClosed(String reason) {
        await().untilAsserted(() -> assertThat(value("tailsrv_connections_closed_total", "closing", "reason", reason))
                .isEqualTo(1));
    }

    @Test
    void rotationsByCause() throws IOException {
        GrowingFile file = FILE.sibling("rotating");
        file.append("first");
        served("rotating", "first").close();
        file.replace("second");
        awaitRotated("replaced");
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("SECOND".getBytes()), 0);
            awaitRotated("rewritten");
            channel.truncate(1);
            awaitRotated("truncated");
        }
        Files.delete(file.path());
        awaitRotated("removed");
        assertThat(value("tailsrv_file_rotations_total", "rotating", "cause", "failed")).isZero();
    }

    private void awaitRotated(String cause) {
        await().untilAsserted(() -> assertThat(value("tailsrv_file_rotations_total", "rotating", "cause", cause))
                .isEqualTo(1));
    }

    @Test
    void generationsThatNobodySaw() throws IOException {
        GrowingFile file = FILE.sibling("skipping");
        for (int i = 0; i < 1000; i++) {
            file.replace("content");
        }
        await().untilAsserted(
                () -> assertThat(value("tailsrv_file_generations_skipped_total", "skipping")).isBetween(1.0, 999.0));
    }

    @Test
    void growthByWhatFoundIt() throws IOException {
        GrowingFile file = FILE.sibling("growing");
        file.append("one");
        try (TestClient client = served("growing", "one")) {
            file.append("two");
            assertThat(client.readText(3)).isEqualTo("two");
            assertThat(growths("event")).isPositive();
            Path elsewhere = Files.createDirectories(FILE.sibling("elsewhere").path());
            Path link = Files.createLink(elsewhere.resolve("link"), file.path());
            await().untilAsserted(() -> { // no event tells of this; a poll may come before the client
                Files.writeString(link, "x", StandardOpenOption.APPEND);
                TestClient.at(port("growing"), -1).close();
                assertThat(growths("request")).isPositive();
            });
            await().untilAsserted(() -> {
                Files.writeString(link, "x", StandardOpenOption.APPEND);
                assertThat(growths("poll")).isPositive();
            });
        }
    }

    private double growths(String trigger) {
        return value("tailsrv_file_growths_total", "growing", "trigger", trigger);
    }

    private TestClient served(String server, String content) throws IOException {
        await().until(() -> servers.find(server).orElseThrow().length() == content.length());
        TestClient client = TestClient.at(port(server), 0);
        assertThat(client.readText(content.length())).isEqualTo(content);
        return client;
    }

    private int port(String server) {
        return servers.find(server).orElseThrow().port();
    }

    private double value(String name, String server) {
        return Scrape.of(metrics).value(name, server);
    }

    private double value(String name, String server, String label, String value) {
        return Scrape.of(metrics).value(name, server, label, value);
    }
}
