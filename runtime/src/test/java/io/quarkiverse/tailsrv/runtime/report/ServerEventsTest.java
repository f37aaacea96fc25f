package io.quarkiverse.tailsrv.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.TailConnectionsRefused;

class ServerEventsTest {

    /** Refusals are gathered, and the next event is due once the one before it was told. */
    @Test
    void anEventForWhichThereIsNoMemoryIsTheOnlyOneThatIsLost() {
        InetSocketAddress client = InetSocketAddress.createUnresolved("client", 1);
        AtomicBoolean full = new AtomicBoolean(true);
        List<Object> told = new CopyOnWriteArrayList<>();
        ServerEvents events = new ServerEvents(null, event -> {
            if (full.getAndSet(false)) {
                throw new OutOfMemoryError("A test");
            }
            told.add(event);
        });
        events.refused(RefusalReason.NO_HEADER, client);
        events.refused(RefusalReason.NO_HEADER, client);
        await().untilAsserted(() -> assertThat(told).containsExactly(
                new TailConnectionsRefused(null, RefusalReason.NO_HEADER, client, 1)));
    }
}
