package io.quarkiverse.tailsrv.runtime.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.runtime.port.TestVertx.Blockage;
import io.vertx.core.Vertx;

/**
 * Clients for which there is no room get a FIN and nothing else, however busy the event loops are and however many they are,
 * and the others are served.
 */
class TurnedAwayTest {

    private static final int MAX = 3;

    @ParameterizedTest(name = "epoll: {0}")
    @ValueSource(booleans = { false, true })
    void whileAllEventLoopsAreBusy(boolean epoll) throws Exception {
        with(epoll, (vertx, port, number) -> {
            List<PortClient> served = served(number);
            port.awaitAcceptor();
            try (Blockage blockage = TestVertx.block(vertx)) {
                for (int i = 0; i < 20; i++) {
                    assertTurnedAway(number, i % 2 == 0 ? "" : "0\n");
                }
            }
            assertThat(port.refused(RefusalReason.MAX_CONNECTIONS)).isEqualTo(20);
            resetAll(served);
        });
    }

    @ParameterizedTest(name = "epoll: {0}")
    @ValueSource(booleans = { false, true })
    void whoeverComesBeforeAnybodyHasBeenLookedAt(boolean epoll) throws Exception {
        with(epoll, (vertx, port, number) -> {
            List<PortClient> clients;
            try (Blockage blockage = TestVertx.block(vertx)) {
                clients = connect(number, 20);
            }
            assertThat(letIn(clients)).isEqualTo(MAX);
            assertThat(port.refused(RefusalReason.MAX_CONNECTIONS)).isEqualTo(20 - MAX);
            resetAll(clients);
            await().until(() -> hasRoomForAll(number)); // those who were reset just now may count yet
        });
    }

    @ParameterizedTest(name = "epoll: {0}")
    @ValueSource(booleans = { false, true })
    void thousandsInARow(boolean epoll) throws Exception {
        with(epoll, (vertx, port, number) -> {
            List<PortClient> served = served(number);
            assertTurnedAway(number, "");
            long descriptors = descriptors();
            for (int i = 0; i < 12_000; i++) {
                assertTurnedAway(number, i % 2 == 0 ? "" : "0\n");
            }
            await().untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(descriptors));
            assertThat(port.refused(RefusalReason.MAX_CONNECTIONS)).isEqualTo(12_001);
            resetAll(served);
            await().until(() -> hasRoomForAll(number));
        });
    }

    private interface Visit {

        void to(Vertx vertx, ServedPort port, int number) throws Exception;
    }

    private static void with(boolean epoll, Visit visit) throws Exception {
        Vertx vertx = TestVertx.start(2, epoll);
        try (ServedPort port = new ServedPort(vertx, "x".getBytes(), "max-connections", String.valueOf(MAX))) {
            visit.to(vertx, port, port.open());
        } finally {
            TestVertx.stop(vertx);
        }
    }

    private static List<PortClient> served(int port) throws IOException {
        List<PortClient> clients = connect(port, MAX);
        assertThat(letIn(clients)).isEqualTo(MAX);
        return clients;
    }

    private static List<PortClient> connect(int port, int count) throws IOException {
        List<PortClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(PortClient.connect(port).sendInVain("0\n"));
        }
        return clients;
    }

    private static int letIn(List<PortClient> clients) throws IOException {
        int letIn = 0;
        for (PortClient client : clients) {
            letIn += client.read(1).length; // none at the end of one that is turned away
        }
        return letIn;
    }

    private static void assertTurnedAway(int port, String header) throws IOException {
        try (PortClient client = PortClient.connect(port).sendInVain(header)) {
            assertThat(client.readToEnd()).isZero();
        }
    }

    private static boolean hasRoomForAll(int port) throws IOException {
        List<PortClient> clients = connect(port, MAX);
        boolean all = letIn(clients) == MAX;
        resetAll(clients);
        return all;
    }

    private static void resetAll(List<PortClient> clients) throws IOException {
        for (PortClient client : clients) {
            client.reset();
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
