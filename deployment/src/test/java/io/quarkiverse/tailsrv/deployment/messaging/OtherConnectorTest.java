package io.quarkiverse.tailsrv.deployment.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.connector.InboundConnector;

/**
 * An application that reads from elsewhere, and names no connector since it has only one, still does so when it serves a file.
 */
class OtherConnectorTest {

    private static final GrowingFile FILE = GrowingFile.of(OtherConnectorTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-messaging"))
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    Prices prices;

    @Test
    void isStillTheOnlyOne() {
        await().untilAsserted(() -> assertThat(prices.taken).containsExactly("1.99"));
    }

    @Singleton
    public static class Prices {

        private final List<String> taken = new CopyOnWriteArrayList<>();

        @Incoming("prices")
        void take(String price) {
            taken.add(price);
        }
    }

    @Singleton
    @Connector("other")
    public static class OtherConnector implements InboundConnector {

        @Override
        public Flow.Publisher<? extends Message<?>> getPublisher(Config config) {
            return Multi.createFrom().item(Message.of("1.99"));
        }
    }
}
