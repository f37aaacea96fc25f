package io.quarkiverse.tailsrv.runtime.messaging.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.messaging.TailPositionStore;
import io.quarkiverse.tailsrv.runtime.messaging.TestLine;
import io.quarkiverse.tailsrv.runtime.thread.BlockedLog;

/**
 * The store is called now and then, and has the last position in the end.
 */
class KeptPositionsTest {

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final StoreDouble store = new StoreDouble();

    private static final class StoreDouble implements TailPositionStore {

        private final List<TailPosition> saved = new CopyOnWriteArrayList<>();
        private volatile boolean broken;
        private volatile int refused;

        @Override
        public Optional<TailPosition> load(String source) {
            return saved.isEmpty() ? Optional.empty() : Optional.of(saved.get(saved.size() - 1));
        }

        @Override
        public void save(String source, TailPosition position) {
            assertThat(source).isEqualTo("source");
            if (broken) {
                refused++;
                throw new IllegalStateException("broken");
            }
            saved.add(position);
        }
    }

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    @Test
    void atMostOnceInAnInterval() {
        Positions positions = kept(Duration.ofHours(1));
        TestLine.lines(1, 1000).forEach(positions::acknowledged);
        assertThat(store.saved).isEmpty();
        positions.close();
        assertThat(store.saved).containsExactly(TestLine.behind(1000));
    }

    @Test
    void onceInAnInterval() {
        Positions positions = kept(Duration.ofMillis(10));
        positions.acknowledged(new TestLine(1));
        await().until(() -> store.saved.contains(TestLine.behind(1)));
        positions.acknowledged(new TestLine(2));
        await().until(() -> store.saved.contains(TestLine.behind(2)));
        positions.close();
        assertThat(store.saved).hasSize(2);
    }

    /** The next start would begin elsewhere. */
    @Test
    void theBeginningIsSavedAtOnce() {
        Positions positions = kept(Duration.ofHours(1));
        positions.begins(new TestLine(7));
        await().until(() -> store.saved.contains(TestLine.behind(6)));
        assertThat(positions.forgetsBeginning()).isFalse();
    }

    @Test
    void theBeginningIsTriedAgainAndDoesNotComeAfterWhatIsBehindIt() {
        Positions positions = kept(Duration.ofMillis(10));
        store.broken = true;
        positions.begins(new TestLine(7));
        await().until(() -> store.refused > 2);
        positions.acknowledged(new TestLine(7));
        store.broken = false;
        await().until(() -> store.saved.contains(TestLine.behind(7)));
        positions.close();
        assertThat(store.saved).endsWith(TestLine.behind(7));
    }

    @Test
    void whatCouldNotBeSavedIsTriedAgain() {
        Positions positions = kept(Duration.ofMillis(10));
        store.broken = true;
        positions.acknowledged(new TestLine(1));
        await().until(() -> store.refused > 2);
        store.broken = false;
        await().until(() -> store.saved.contains(TestLine.behind(1)));
    }

    @Test
    void tellsThatTheLastOneWasNotSaved() {
        try (BlockedLog log = new BlockedLog(KeptPositions.class)) {
            log.unblock();
            store.broken = true;
            Positions positions = kept(Duration.ofHours(1));
            positions.acknowledged(new TestLine(1));
            positions.close();
            await().until(() -> !log.lines().isEmpty());
            assertThat(log.lines()).containsExactly("The last position of \"source\" was not saved"
                    + " (java.lang.IllegalStateException: broken); after the restart, lines come again");
        }
    }

    private Positions kept(Duration interval) {
        return new KeptPositions("source", store, interval, workers);
    }
}
