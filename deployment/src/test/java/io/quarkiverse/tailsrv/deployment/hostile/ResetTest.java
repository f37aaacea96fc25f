package io.quarkiverse.tailsrv.deployment.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Clients that are reset at any moment, in crowds: their descriptors come back, nothing is logged, and one who reads beside
 * them misses nothing.
 */
class ResetTest {

    private static final int ROUNDS = 20;
    private static final int CLIENTS = 25;
    private static final int LENGTH = 8 << 20;
    private static final GrowingFile FILE = GrowingFile.of(ResetTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.header-timeout", "0")
            .setBeforeAllCustomizer(() -> FILE.create(GrowingFile.noise(1, LENGTH)))
            .assertLogRecords(records -> assertThat(Apps.messages(records, Level.WARNING)).isEmpty());

    @Inject
    TailServer server;

    @Test
    void leavesNothingBehind() throws Exception {
        try (TestClient reading = TestClient.at(server.port(), LENGTH)) {
            TestClient.awaitOpen(server, 1);
            long before = ThisProcess.sockets();
            for (int round = 0; round < ROUNDS; round++) {
                for (TestClient client : crowd()) {
                    client.reset();
                }
                FILE.append("round");
                assertThat(reading.readText(5)).isEqualTo("round");
            }
            TestClient.awaitOpen(server, 1);
            await().untilAsserted(() -> assertThat(ThisProcess.sockets()).isEqualTo(before));
        }
    }

    /** Some have said nothing yet, some half, some wait, some are being served, some have shut their writing side. */
    private List<TestClient> crowd() throws IOException {
        List<TestClient> crowd = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            TestClient client = TestClient.connect(server.port(), 4096);
            crowd.add(switch (i % 5) {
                case 0 -> client;
                case 1 -> client.send("12");
                case 2 -> client.send("99999999999\n");
                case 3 -> client.send("0\n");
                default -> client.send("0\n").halfClose();
            });
        }
        return crowd;
    }
}
