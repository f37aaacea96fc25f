package io.quarkiverse.tailsrv.deployment.client;

import java.io.IOException;
import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.client.TailClientConnected;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.CuttingProxy;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestReader;
import io.quarkiverse.tailsrv.runtime.client.Clients;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;

/**
 * A server that allows one connection is enough to go on.
 */
class SingleConnectionTest {

    private static final GrowingFile FILE = GrowingFile.of(SingleConnectionTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.max-connections", "1")
            .setBeforeAllCustomizer(() -> FILE.create("x".repeat(5000) + "\n"));

    @Inject
    TailServer server;

    @Inject
    Vertx vertx;

    @Inject
    TlsConfigurationRegistry tls;

    @Test
    void goesOn() throws IOException {
        Clients clients = new Clients(vertx, tls);
        try (CuttingProxy proxy = CuttingProxy.of(server::port);
                TestReader reader = new TestReader(clients.builder().port(proxy.port()).backOffMin(Duration.ofMillis(5))
                        .backOffMax(Duration.ofMillis(50)), TailPosition.start())) {
            reader.awaitLines("1:" + "x".repeat(5000));
            for (int i = 2; i < 12; i++) {
                proxy.cutAll();
                reader.awaitEvents(TailClientConnected.class, i);
            }
            FILE.append("new\n");
            reader.awaitLines("1:" + "x".repeat(5000), "1:new");
        } finally {
            clients.close();
        }
    }
}
