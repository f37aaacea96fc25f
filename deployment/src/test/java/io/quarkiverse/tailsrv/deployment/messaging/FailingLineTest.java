package io.quarkiverse.tailsrv.deployment.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.assertj.core.api.Condition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.deployment.support.Answer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.messaging.TailPositionStore;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.common.annotation.Identifier;

/**
 * By default a line that an application can't take ends its channel, and the position stays before it. Here it is kept in a
 * store of the application's own.
 */
class FailingLineTest {

    private static final GrowingFile FILE = GrowingFile.of(FailingLineTest.class);
    private static final String PORT = String.valueOf(FreePort.any());

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-messaging", "quarkus-smallrye-health"))
            .overrideRuntimeConfigKey("quarkus.tailsrv.test-port", PORT)
            .overrideConfigKey("mp.messaging.incoming.lines.connector", "smallrye-tailsrv")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.port", PORT)
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.position-store", "map")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.source", "numbers")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.commit-interval", "0.01S")
            .setBeforeAllCustomizer(() -> FILE.create("1\n2\nthree\n4\n"));

    private static final Condition<TailPosition> BEHIND_TWO = new Condition<>(position -> position.offset() == 4, "behind 2");

    @Singleton
    public static class Numbers {

        @Incoming("lines")
        void take(String line) {
            Integer.parseInt(line);
        }
    }

    @Singleton
    @Identifier("map")
    public static class MapStore implements TailPositionStore {

        final ConcurrentHashMap<String, TailPosition> positions = new ConcurrentHashMap<>();

        @Override
        public Optional<TailPosition> load(String source) {
            return Optional.ofNullable(positions.get(source));
        }

        @Override
        public void save(String source, TailPosition position) {
            positions.put(source, position);
        }
    }

    @Inject
    @Identifier("map")
    MapStore store;

    @TestHTTPResource("/q/health/live")
    URL live;

    @Test
    void endsTheChannel() throws IOException {
        await().until(() -> Answer.from(live).status() == 503);
        assertThat(Answer.from(live).body()).contains("three");
        await().untilAsserted(() -> assertThat(store.positions).hasValueSatisfying(BEHIND_TWO));
    }
}
