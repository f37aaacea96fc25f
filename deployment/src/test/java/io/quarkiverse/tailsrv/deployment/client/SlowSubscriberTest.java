package io.quarkiverse.tailsrv.deployment.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.client.TailChunk;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.runtime.client.Clients;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;

/**
 * A subscriber that asks for nothing makes the server wait.
 */
class SlowSubscriberTest {

    private static final int LENGTH = 64 << 20;
    private static final GrowingFile FILE = GrowingFile.of(SlowSubscriberTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setBeforeAllCustomizer(() -> FILE.create(new byte[LENGTH]));

    @Inject
    TailServer server;

    @Inject
    Vertx vertx;

    @Inject
    TlsConfigurationRegistry tls;

    @Test
    void theServerWaits() {
        TailClient client = new Clients(vertx, tls).builder().port(server.port()).build();
        AssertSubscriber<TailChunk> chunks = client.chunks().subscribe().withSubscriber(AssertSubscriber.create(1));
        chunks.awaitItems(1);
        long sent = sentOnceItStands();
        assertThat(sent).as("what sockets and Netty hold").isLessThan(LENGTH / 2);
        assertThat(client.status().bytes()).isLessThan(1 << 20);
        assertThat(chunks.getItems()).hasSize(1);

        chunks.request(Long.MAX_VALUE);
        await().atMost(Duration.ofMinutes(1)).until(() -> client.status().bytes() == LENGTH);
        assertThat(chunks.getLastItem().position().offset()).isEqualTo(LENGTH);
        chunks.cancel();
    }

    /** Half a second long. */
    private long sentOnceItStands() {
        long[] seen = { -1 };
        await().pollInterval(Duration.ofMillis(500)).until(() -> {
            long before = seen[0];
            seen[0] = server.connections().get(0).bytesSent();
            return before == seen[0] && before > 0;
        });
        return seen[0];
    }
}
