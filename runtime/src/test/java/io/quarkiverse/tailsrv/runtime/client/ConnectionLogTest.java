package io.quarkiverse.tailsrv.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.client.TailClientConnected;
import io.quarkiverse.tailsrv.client.TailClientDisconnected;
import io.quarkiverse.tailsrv.client.TailGenerationChanged;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.runtime.thread.BlockedLog;

class ConnectionLogTest {

    private final Logger logger = Logger.getLogger(ConnectionLog.class.getPackageName());
    private final BlockedLog written = new BlockedLog(ConnectionLog.class);
    private final ConnectionLog log = new ConnectionLog("audit");

    ConnectionLogTest() {
        written.unblock();
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void close() {
        written.close();
        logger.setLevel(null);
    }

    private static TailClientDisconnected disconnected(String reason) {
        return new TailClientDisconnected("audit", TailPosition.start(), reason, Duration.ofSeconds(1));
    }

    private void awaitLines(String... lines) {
        log.write(new TailGenerationChanged("audit", 2, 10, "shorter"), 0); // what is not written would be before it
        await().untilAsserted(() -> assertThat(written.lines()).last().asString().contains("has another file"));
        assertThat(written.lines().subList(0, written.lines().size() - 1)).containsExactly(lines);
    }

    @Test
    void triesInARowAreOneWarning() {
        log.write(disconnected("connection refused"), 1);
        log.write(disconnected("connection refused"), 2);
        log.write(new TailClientConnected("audit", TailPosition.start()), 2);
        log.received();
        log.received();
        log.write(disconnected("connection reset"), 0);
        log.write(disconnected("connection refused"), 1);
        log.received(); // what it had, to find out whether the file is the same
        log.write(new TailClientConnected("audit", TailPosition.start()), 1);
        awaitLines("Tail client \"audit\": is not connected (connection refused); it is tried again",
                "Tail client \"audit\": is connected",
                "Tail client \"audit\": is not connected (connection refused); it is tried again",
                "Tail client \"audit\": is connected");
    }

    /** By a server that has no room for it. */
    @Test
    void connectionsThatEndAtOnceAreOneWarningMore() {
        for (int i = 0; i < 3; i++) {
            log.write(new TailClientConnected("audit", TailPosition.start()), i);
            log.write(disconnected("the server has closed the connection"), i + 1);
        }
        log.received();
        awaitLines("Tail client \"audit\": is not connected (the server has closed the connection); it is tried again",
                "Tail client \"audit\": is connected",
                "Tail client \"audit\": its connections end before a byte has come (the server has closed the connection);"
                        + " it is tried again",
                "Tail client \"audit\": is connected");
    }

    @Test
    void aConnectionThatIsOpenedAgainAtOnceIsNotWorthALine() {
        log.write(disconnected("the server has ended the connection"), 0);
        log.write(new TailClientConnected("audit", TailPosition.start()), 0);
        log.received();
        awaitLines();
    }

    @Test
    void saysHowFarTheEarlierFileWasRead() {
        log.write(new TailGenerationChanged("audit", 2, 10, "it is shorter"), 0);
        await().untilAsserted(() -> assertThat(written.lines()).containsExactly("Tail client \"audit\": the server has another"
                + " file (it is shorter). The earlier one was read up to offset 10; if more was written to it while the"
                + " client was not connected, that is missing"));
    }

    @Test
    void everythingAtDebug() {
        logger.setLevel(Level.FINE);
        TailClientConnected connected = new TailClientConnected("audit", TailPosition.start());
        log.write(connected, 0);
        await().untilAsserted(() -> assertThat(written.lines()).containsExactly(connected.toString()));
    }
}
