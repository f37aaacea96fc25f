package io.quarkiverse.tailsrv.deployment.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.client.TailChunk;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.CuttingProxy;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Hashes;
import io.quarkiverse.tailsrv.runtime.client.Clients;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * A network that breaks thousands of times, after any number of bytes, costs no byte and doubles none.
 */
class CutConnectionsTest {

    private static final int LENGTH = 8 << 20;
    private static final int LONGEST = 9000;
    private static final GrowingFile FILE = GrowingFile.of(CutConnectionsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setBeforeAllCustomizer(() -> FILE.create(GrowingFile.noise(1, LENGTH)));

    @Inject
    TailServer server;

    @Inject
    Vertx vertx;

    @Inject
    TlsConfigurationRegistry tls;

    @Test
    void everyByteComesOnce() throws Exception {
        Random random = new Random(1);
        Clients clients = new Clients(vertx, tls);
        Buffer received = Buffer.buffer(LENGTH);
        CountDownLatch all = new CountDownLatch(1);
        try (CuttingProxy proxy = new CuttingProxy(server::port, () -> 1 + random.nextInt(LONGEST))) {
            TailClient client = clients.builder().port(proxy.port()).backOffMin(Duration.ofMillis(1))
                    .backOffMax(Duration.ofMillis(2)).resumeTimeout(Duration.ofMinutes(1)).build();
            client.chunks().subscribe().with(chunk -> {
                add(received, chunk);
                if (received.length() >= LENGTH) {
                    all.countDown();
                }
            });
            assertThat(all.await(5, TimeUnit.MINUTES)).isTrue();
            assertThat(Hashes.of(received.getBytes())).isEqualTo(FILE.hashFrom(0));
            assertThat(proxy.cuts()).isGreaterThan(2000);
            assertThat(client.status().reconnects()).isGreaterThan(1000);
            assertThat(client.status().generations()).isEqualTo(1);
        } finally {
            clients.close();
        }
        await().until(() -> server.connections().isEmpty());
    }

    private static void add(Buffer received, TailChunk chunk) {
        assertThat(chunk.offset()).isEqualTo(received.length());
        received.appendBuffer(chunk.bytes());
    }
}
