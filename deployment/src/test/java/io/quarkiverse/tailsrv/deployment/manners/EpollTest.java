package io.quarkiverse.tailsrv.deployment.manners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.StartLine;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * What matters works with Netty's native transport as well as with the JDK's, which all other tests use.
 */
@EnabledOnOs(OS.LINUX)
class EpollTest {

    private static final int LENGTH = 24 << 20;
    private static final GrowingFile FILE = GrowingFile.of(EpollTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.epoll())
            .overrideRuntimeConfigKey("quarkus.vertx.prefer-native-transport", "true")
            .overrideRuntimeConfigKey("quarkus.tailsrv.stall-timeout", "1S")
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "3S") // how late a write to the renamed file may be
            .setBeforeAllCustomizer(() -> FILE.create(GrowingFile.noise(1, LENGTH)))
            .assertLogRecords(EpollTest::assertNative);

    @Inject
    TailServer server;

    @Test
    void aClientThatHalfClosesGetsAll() throws IOException {
        try (TestClient client = TestClient.at(server.port(), 0).halfClose()) {
            assertThat(client.readHash(FILE.size())).isEqualTo(FILE.hashFrom(0));
        }
    }

    @Test
    void manyClientsGetWhatIsAppended() throws IOException {
        List<TestClient> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clients.add(TestClient.at(server.port(), -3));
        }
        for (TestClient client : clients) {
            assertThat(client.read(3)).hasSize(3);
        }
        for (int i = 0; i < 20; i++) {
            FILE.append("line " + i % 10);
        }
        for (TestClient client : clients) {
            assertThat(client.readText(120)).startsWith("line 0line 1").endsWith("line 8line 9");
            client.close();
        }
    }

    @Test
    void nonsenseIsRefused() throws IOException {
        try (TestClient client = TestClient.connect(server.port()).send("nonsense\n")) {
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void aClientThatStallsIsEnded() throws IOException {
        try (TestClient client = TestClient.connect(server.port(), 4096).send("0\n")) {
            assertThat(client.read(1)).hasSize(1);
            TestClient.awaitOpen(server, 0);
        }
    }

    @Test
    void aRotatedFileIsServedToItsEnd() throws IOException {
        FILE.replace("old");
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(3)).isEqualTo("old");
            GrowingFile renamed = FILE.rename("served.log.1");
            renamed.append(", late");
            FILE.append("new");
            assertThat(client.readTextToEnd()).isEqualTo(", late");
        }
        FILE.replace(GrowingFile.noise(1, LENGTH));
        await().until(() -> server.length() == LENGTH); // as the other tests find it
    }

    private static void assertNative(List<LogRecord> records) {
        assertThat(Apps.messages(records, Level.INFO))
                .filteredOn(message -> message.startsWith("Tailing "))
                .singleElement().satisfies(line -> assertThat(StartLine.in(line).transport()).isEqualTo("epoll"));
    }
}
