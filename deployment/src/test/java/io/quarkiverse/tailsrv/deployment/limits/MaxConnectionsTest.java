package io.quarkiverse.tailsrv.deployment.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkiverse.tailsrv.runtime.server.ManagedServer;
import io.quarkus.test.QuarkusUnitTest;

/**
 * There is room for three clients. Whoever comes when they are there gets an orderly end and no byte, whatever it has sent by
 * then; the three go on.
 */
class MaxConnectionsTest {

    private static final int MAX = 3;
    private static final GrowingFile FILE = GrowingFile.of(MaxConnectionsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.max-connections", String.valueOf(MAX))
            .overrideRuntimeConfigKey("quarkus.tailsrv.header-timeout", "0")
            .setBeforeAllCustomizer(() -> FILE.create("content"))
            .assertLogRecords(records -> assertThat(Apps.messages(records, Level.WARNING)).singleElement().asString()
                    .startsWith("quarkus.tailsrv.max-connections: 3 connections are open, which is the limit; ")
                    .contains("stall-timeout"));

    @Inject
    TailServer server;

    @AfterEach
    void awaitRoom() {
        server.connections().forEach(server::close);
        await().until(this::hasRoomForAll);
        TestClient.awaitOpen(server, 0); // until then, clients that were reset just now may still count
    }

    private boolean hasRoomForAll() throws IOException {
        try (TestClient first = TestClient.at(server.port(), 0);
                TestClient second = TestClient.at(server.port(), 0);
                TestClient third = TestClient.at(server.port(), 0)) {
            boolean served = first.read(1).length + second.read(1).length + third.read(1).length == MAX;
            for (TestClient client : List.of(first, second, third)) {
                client.reset();
            }
            return served;
        } catch (SocketException e) {
            return false; // turned away before it could ask
        }
    }

    @Test
    void turnsAwayWhoeverComesThenAndServesTheOthersOn() throws IOException {
        long before = turnedAway();
        try (TestClient first = served(); TestClient second = served(); TestClient third = served()) {
            for (int i = 0; i < 200; i++) {
                assertTurnedAwayWith("");
                assertTurnedAwayWith("0\n");
            }
            assertThat(turnedAway() - before).isEqualTo(400);
            int length = FILE.size();
            FILE.append("and more");
            for (TestClient client : List.of(first, second, third)) {
                assertThat(client.readText(8)).as("from byte %d", length).isEqualTo("and more");
            }
        }
    }

    private void assertTurnedAwayWith(String header) throws IOException {
        try (TestClient client = TestClient.connect(server.port())) {
            try {
                client.send(header);
            } catch (SocketException e) {
                assertThat(e).as("closed before it could write").hasMessageContaining("Broken pipe");
            }
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void keepsNothingOfWhoResetsBeforeItIsTurnedAway() throws IOException {
        long before = turnedAway();
        try (TestClient first = served(); TestClient second = served(); TestClient third = served()) {
            long sockets = ThisProcess.sockets();
            for (int i = 0; i < 200; i++) {
                TestClient.connect(server.port()).reset();
            }
            await().until(() -> turnedAway() - before == 200);
            await().untilAsserted(() -> assertThat(ThisProcess.sockets()).isLessThanOrEqualTo(sockets));
            third.reset();
            await().until(this::isServed);
        }
    }

    @Test
    void countsWhoHasNotSaidWhereToStart() throws IOException {
        try (TestClient first = served(); TestClient second = served(); TestClient silent = TestClient.connect(server.port())) {
            assertTurnedAwayWith("0\n");
            assertThat(silent.send("0\n").readText(7)).isEqualTo("content");
        }
    }

    @Test
    void hasRoomAgainWhenOneEnds() throws IOException {
        try (TestClient first = served(); TestClient second = served(); TestClient third = served()) {
            assertTurnedAwayWith("0\n");
            second.reset();
            await().until(this::isServed);
            assertThat(server.connections()).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void countsWhoIsRefusedForItsHeaderAndDoesNotGo() throws IOException {
        try (TestClient first = served();
                TestClient second = served();
                TestClient refused = TestClient.connect(server.port()).send("junk\n").sendForEver()) {
            assertThat(refused.readToEnd()).isEmpty();
            assertTurnedAwayWith("0\n");
            refused.reset();
            await().until(this::isServed);
        }
    }

    private boolean isServed() throws IOException {
        try (TestClient client = TestClient.at(server.port(), 0)) {
            boolean served = client.read(1).length == 1;
            client.reset();
            return served;
        } catch (SocketException e) {
            return false; // turned away before it could ask
        }
    }

    private TestClient served() throws IOException {
        TestClient client = TestClient.at(server.port(), 0);
        assertThat(client.read(FILE.size())).isEqualTo(FILE.bytesFrom(0));
        return client;
    }

    private long turnedAway() {
        return ((ManagedServer) server).statistics().refused(RefusalReason.MAX_CONNECTIONS);
    }
}
