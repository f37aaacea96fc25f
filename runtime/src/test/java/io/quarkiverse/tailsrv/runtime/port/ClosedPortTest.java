package io.quarkiverse.tailsrv.runtime.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.vertx.core.Vertx;

/**
 * A port that is closed takes nobody any more, and leaves those that were let in alone.
 */
class ClosedPortTest {

    /** More than the system's buffers hold for a client that does not read. */
    private static final byte[] CONTENT = new byte[24 << 20];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @ParameterizedTest(name = "epoll: {0}")
    @ValueSource(booleans = { false, true })
    void leavesConnectionsAlone(boolean epoll) throws Exception {
        Vertx vertx = TestVertx.start(2, epoll);
        try (ServedPort port = new ServedPort(vertx, CONTENT)) {
            int number = port.open();
            try (PortClient behind = PortClient.connect(number).send("0\n");
                    PortClient silent = PortClient.connect(number)) {
                assertThat(behind.read(1)).containsExactly(CONTENT[0]);
                await().until(() -> port.eventLoops().size() == 2);
                port.port().close().get(10, TimeUnit.SECONDS);
                assertThat(port.port().isOpen()).isFalse();
                assertThatThrownBy(() -> PortClient.connect(number)).isInstanceOf(ConnectException.class);
                assertRest(silent.send("0\n"), 0);
                assertRest(behind, 1);
            }
        } finally {
            TestVertx.stop(vertx);
        }
    }

    private static void assertRest(PortClient client, int from) throws IOException {
        byte[] rest = Arrays.copyOfRange(CONTENT, from, CONTENT.length);
        assertThat(Arrays.mismatch(client.read(rest.length), rest)).as("first byte that is amiss").isEqualTo(-1);
    }
}
