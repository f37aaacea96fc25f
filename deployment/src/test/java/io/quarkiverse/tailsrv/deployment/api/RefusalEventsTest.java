package io.quarkiverse.tailsrv.deployment.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.TailConnectionsRefused;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerFull;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Observers hear of clients that are turned away: of each one, but not by an event for each one.
 */
class RefusalEventsTest {

    private static final GrowingFile FILE = GrowingFile.of(RefusalEventsTest.class);
    private static final int FLOOD = 200;

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"small\".file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"small\".port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"small\".max-connections", "2")
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    TailServer server;

    @Inject
    @TailServerName("small")
    TailServer small;

    @Inject
    Observer observer;

    @Singleton
    public static class Observer {

        private final List<TailConnectionsRefused> refused = new CopyOnWriteArrayList<>();
        private final List<TailServerFull> full = new CopyOnWriteArrayList<>();

        void refused(@ObservesAsync TailConnectionsRefused event) {
            refused.add(event);
        }

        void full(@ObservesAsync TailServerFull event) {
            full.add(event);
        }

        long count(RefusalReason reason) {
            return refused.stream().filter(event -> event.reason() == reason).mapToLong(TailConnectionsRefused::count).sum();
        }
    }

    @Test
    void whoSendsNoHeader() throws IOException {
        try (TestClient client = TestClient.connect(server.port()).send("nonsense\n")) {
            assertThat(client.readToEnd()).isEmpty();
            await().untilAsserted(() -> assertThat(observer.refused).anySatisfy(event -> {
                assertThat(event.server()).isSameAs(server);
                assertThat(event.reason()).isEqualTo(RefusalReason.HEADER_MALFORMED);
                assertThat(event.remoteAddress().getPort()).isEqualTo(client.localPort());
                assertThat(event.count()).isEqualTo(1);
            }));
        }
    }

    @Test
    void whoFindsTheHouseFull() throws IOException {
        try (TestClient first = TestClient.at(small.port(), 0); TestClient second = TestClient.at(small.port(), 0)) {
            TestClient.awaitOpen(small, 2);
            for (int i = 0; i < FLOOD; i++) {
                try (TestClient third = TestClient.connect(small.port())) {
                    assertThat(third.readToEnd()).isEmpty();
                }
            }
            await().untilAsserted(() -> assertThat(observer.count(RefusalReason.MAX_CONNECTIONS)).isEqualTo(FLOOD));
            assertThat(observer.refused).hasSizeLessThan(FLOOD);
            await().untilAsserted(() -> assertThat(observer.full).singleElement().satisfies(event -> {
                assertThat(event.server()).isSameAs(small);
                assertThat(event.connections()).isEqualTo(2);
            }));
        }
    }
}
