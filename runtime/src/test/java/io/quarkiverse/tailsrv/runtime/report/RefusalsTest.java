package io.quarkiverse.tailsrv.runtime.report;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.RefusalReason;

/**
 * Each refused client is told of, in few events.
 */
class RefusalsTest {

    private static final int FLOOD = 100_000;

    private record Told(RefusalReason reason, InetSocketAddress last, long count) {
    }

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final Refusals refusals = new Refusals((reason, last, count) -> told.add(new Told(reason, last, count)));

    @Test
    void theFirstIsToldAtOnce() {
        InetSocketAddress client = client(1);
        refusals.add(RefusalReason.HEADER_TIMEOUT, client);
        assertThat(told).containsExactly(new Told(RefusalReason.HEADER_TIMEOUT, client, 1));
    }

    @Test
    void aFloodIsToldInFewEvents() {
        long begin = System.nanoTime();
        for (int i = 1; i <= FLOOD; i++) {
            refusals.add(RefusalReason.HEADER_MALFORMED, client(i % 1000));
        }
        await().until(() -> told.stream().mapToLong(Told::count).sum() == FLOOD);
        long seconds = NANOSECONDS.toSeconds(System.nanoTime() - begin);
        assertThat(told).hasSizeLessThanOrEqualTo((int) seconds + 2);
        assertThat(told.get(told.size() - 1).last()).isEqualTo(client(FLOOD % 1000));
    }

    @Test
    void eachReasonIsToldOfOnItsOwn() {
        refusals.add(RefusalReason.HEADER_MALFORMED, client(1));
        refusals.add(RefusalReason.HEADER_TOO_LONG, client(2));
        assertThat(told).extracting(Told::reason).containsExactly(RefusalReason.HEADER_MALFORMED,
                RefusalReason.HEADER_TOO_LONG);
    }

    @Test
    void aFlushTellsTheRest() {
        refusals.add(RefusalReason.MAX_CONNECTIONS, client(1));
        refusals.add(RefusalReason.MAX_CONNECTIONS, client(2));
        refusals.add(RefusalReason.MAX_CONNECTIONS, null);
        refusals.flush();
        assertThat(told).containsExactly(new Told(RefusalReason.MAX_CONNECTIONS, client(1), 1),
                new Told(RefusalReason.MAX_CONNECTIONS, null, 2));
    }

    private static InetSocketAddress client(int port) {
        return InetSocketAddress.createUnresolved("client", port);
    }
}
