package io.quarkiverse.tailsrv.deployment.injection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URL;
import java.nio.file.Files;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientConnected;
import io.quarkiverse.tailsrv.client.TailClientDisconnected;
import io.quarkiverse.tailsrv.client.TailClientEvent;
import io.quarkiverse.tailsrv.client.TailClientName;
import io.quarkiverse.tailsrv.client.TailClients;
import io.quarkiverse.tailsrv.client.TailGenerationChanged;
import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.deployment.support.Answer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Scrape;
import io.quarkus.arc.InactiveBeanException;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.Context;
import io.vertx.core.json.JsonObject;

/**
 * Clients of the configuration are injected by their names, and operators see what they do.
 */
class ConfiguredClientsTest {

    private static final GrowingFile FILE = GrowingFile.of(ConfiguredClientsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = reading(FreePort.any());

    private static QuarkusUnitTest reading(int port) {
        return Apps.serving(FILE)
                .setForcedDependencies(Extensions.quarkus("quarkus-smallrye-health", "quarkus-micrometer-registry-prometheus"))
                .overrideRuntimeConfigKey("quarkus.tailsrv.test-port", String.valueOf(port))
                .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.1S")
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.host", "localhost")
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.port", String.valueOf(port))
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.backoff-max", "0.2S")
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.resume-timeout", "1S")
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"audit\".from", "4")
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"audit\".charset", "ISO-8859-1")
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"audit\".health.enabled", "true")
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"short\".max-line-length", "3")
                .setBeforeAllCustomizer(() -> FILE.create("one\ntwo\n"));
    }

    @Inject
    TailServer server;

    @Inject
    TailClient unnamed;

    @Inject
    @TailClientName("audit")
    TailClient audit;

    @Inject
    @TailClientName("missing")
    Instance<TailClient> missing;

    @Inject
    TailClients clients;

    @Inject
    Observer observer;

    @TestHTTPResource("/q/metrics")
    URL metrics;

    @TestHTTPResource("/q/health/ready")
    URL ready;

    @Singleton
    public static class Observer {

        private final Queue<TailClientEvent> events = new ConcurrentLinkedQueue<>();
        private volatile boolean onEventLoop;

        void happened(@ObservesAsync TailClientEvent event) {
            onEventLoop |= Context.isOnEventLoopThread();
            events.add(event);
        }

        void await(String client, Class<? extends TailClientEvent> type) {
            org.awaitility.Awaitility.await().until(() -> events.stream()
                    .anyMatch(event -> event.client().equals(client) && type.isInstance(event)));
            assertThat(onEventLoop).isFalse();
        }
    }

    @Test
    void eachHasItsSettingsAndThoseForAll() throws Exception {
        FILE.create("one\ntw".concat("\u00f6\n").getBytes(ISO_8859_1));
        assertThat(unnamed.name()).isEqualTo("<default>");
        assertThat(text(unnamed, 1)).containsExactly("one");
        assertThat(audit.name()).isEqualTo("audit");
        assertThat(text(audit, 1)).containsExactly("tw\u00f6");
        assertThat(text(clients.find("short").orElseThrow(), 2)).containsExactly("one", "");
    }

    @Test
    void allAreFound() {
        assertThat(clients.all()).extracting(TailClient::name).containsExactly("<default>", "audit", "short");
        assertThat(clients.find("audit")).containsSame(audit);
        assertThat(clients.find("<default>")).containsSame(unnamed);
        assertThat(clients.find("missing")).isEmpty();
        TailClient other = clients.builder().host("localhost").port(server.port()).build();
        assertThat(other.name()).isEqualTo("localhost:" + server.port());
        assertThat(clients.all()).hasSize(3);
    }

    @Test
    void oneThatIsNotConfiguredIsNot() {
        assertThatThrownBy(missing::get).isInstanceOf(InactiveBeanException.class).hasMessageContaining(
                "There is no tailsrv client \"missing\"; set quarkus.tailsrv.client.\"missing\".host");
    }

    @Test
    void operatorsAndObserversSeeWhatItDoes() throws Exception {
        FILE.create("one\ntwo\n");
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        var stream = audit.lines().subscribe().with(line -> lines.add(line.text()));
        try {
            await().untilAsserted(() -> assertThat(lines).contains("two"));
            observer.await("audit", TailClientConnected.class);
            assertThat(metric("tailsrv_client_streams")).isEqualTo(1);
            assertThat(metric("tailsrv_client_connected")).isEqualTo(1);
            assertThat(metric("tailsrv_client_received_bytes_total")).isPositive();
            assertThat(metric("tailsrv_client_generations_total")).isPositive();
            assertThat(metric("tailsrv_client_silence_seconds")).isNotNegative();
            assertThat(check().getJsonObject("data").getString("audit")).isEqualTo("UP");
            assertThat(check().getJsonObject("data").getInteger("audit.connected")).isEqualTo(1);
            assertThat(check().getJsonObject("data").containsKey("short")).isFalse();

            server.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
            observer.await("audit", TailClientDisconnected.class);
            await().untilAsserted(() -> assertThat(check().getString("status")).isEqualTo("DOWN"));
            assertThat(Answer.from(ready).status()).isEqualTo(503);
            assertThat(metric("tailsrv_client_connected")).isZero();
            Files.writeString(FILE.path(), "another file\n");
            server.start().toCompletableFuture().get(20, TimeUnit.SECONDS);
            await().untilAsserted(() -> assertThat(lines).contains("another file"));
            observer.await("audit", TailGenerationChanged.class);
            await().untilAsserted(() -> assertThat(check().getString("status")).isEqualTo("UP"));
            assertThat(metric("tailsrv_client_reconnects_total")).isPositive();
        } finally {
            stream.cancel();
        }
        await().untilAsserted(() -> assertThat(metric("tailsrv_client_streams")).isZero());
        assertThat(check().getString("status")).isEqualTo("UP");
    }

    private static List<String> text(TailClient client, int count) {
        return client.lines().select().first(count).map(TailLine::text).collect().asList().await().indefinitely();
    }

    private double metric(String name) {
        return Scrape.of(metrics).samples(name).stream().filter(sample -> "audit".equals(sample.labels().get("client")))
                .findFirst().orElseThrow().value();
    }

    private JsonObject check() {
        return new JsonObject(Answer.from(ready).body()).getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("Tailsrv clients health check"))
                .findFirst().orElseThrow();
    }
}
