package io.quarkiverse.tailsrv.runtime.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.runtime.port.TestVertx.Blockage;
import io.vertx.core.Vertx;

/**
 * Clients that shut their writing side at once, before anybody has looked at them even, get everything.
 */
class HalfClosureTest {

    private static final int CLIENTS = 500;

    /** More than the first chunk, so that a connection that is closed at its first read can't have sent it. */
    private static final byte[] CONTENT = new byte[(1 << 20) + 5];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @ParameterizedTest(name = "epoll: {0}")
    @ValueSource(booleans = { false, true })
    void asTheyCome(boolean epoll) throws Exception {
        Vertx vertx = TestVertx.start(2, epoll);
        try (ServedPort port = new ServedPort(vertx, CONTENT)) {
            int number = port.open();
            assertThat(Crowd.failures(CLIENTS, 4, () -> {
                try (PortClient client = halfClosed(number)) {
                    assertServed(client);
                }
            })).isEmpty();
        } finally {
            TestVertx.stop(vertx);
        }
    }

    @ParameterizedTest(name = "epoll: {0}")
    @ValueSource(booleans = { false, true })
    void beforeTheyAreLookedAt(boolean epoll) throws Exception {
        Vertx vertx = TestVertx.start(2, epoll);
        List<PortClient> clients = new ArrayList<>();
        try (ServedPort port = new ServedPort(vertx, CONTENT)) {
            int number = port.open();
            try (Blockage blockage = TestVertx.block(vertx)) {
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(halfClosed(number));
                }
            }
            for (PortClient client : clients) {
                assertServed(client);
                client.close();
            }
        } finally {
            TestVertx.stop(vertx);
        }
    }

    private static PortClient halfClosed(int port) throws IOException {
        return PortClient.connect(port).send("0").halfClose();
    }

    private static void assertServed(PortClient client) throws IOException {
        assertThat(Arrays.mismatch(client.read(CONTENT.length), CONTENT)).as("first byte that is amiss").isEqualTo(-1);
    }
}
