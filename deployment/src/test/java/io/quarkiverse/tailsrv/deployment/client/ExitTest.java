package io.quarkiverse.tailsrv.deployment.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.client.TailGenerationChanged;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestReader;
import io.quarkiverse.tailsrv.runtime.client.Clients;
import io.quarkus.test.QuarkusProdModeTest;
import io.vertx.core.Vertx;

/**
 * With {@code on-rotation=exit} the server's application ends. Whoever watches over it starts it again, and the client goes on.
 */
class ExitTest {

    private static final GrowingFile FILE = GrowingFile.of(ExitTest.class).create("old\n");
    private static final int PORT = FreePort.any();

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withEmptyApplication()
            .setApplicationName("exiting")
            .setForcedDependencies(Extensions.quarkus("quarkus-vertx-http"))
            .setRun(true)
            .setRuntimeProperties(Map.of("quarkus.tailsrv.file", FILE.path().toString(),
                    "quarkus.tailsrv.port", Integer.toString(PORT), "quarkus.tailsrv.on-rotation", "exit",
                    "quarkus.tailsrv.host", "localhost", "quarkus.http.host", "localhost", "quarkus.http.port", "0"));

    @Test
    void theClientGoesOnWithTheNewFile() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (TestReader reader = new TestReader(new Clients(vertx, null).builder().port(PORT).backOffMin(Duration.ofMillis(5))
                .backOffMax(Duration.ofMillis(100)), TailPosition.start())) {
            reader.awaitLines("1:old");
            GrowingFile old = FILE.rename("served.log.1");
            old.append("late\n");
            FILE.append("new\n");
            reader.awaitLines("1:old", "1:late");
            APP.stop();
            APP.start();
            reader.awaitLines("1:old", "1:late", "2:new");
            assertThat(reader.events(TailGenerationChanged.class)).singleElement()
                    .extracting(TailGenerationChanged::lastOffset).isEqualTo(9L);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
