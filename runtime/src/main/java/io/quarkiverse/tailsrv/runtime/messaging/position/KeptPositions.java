package io.quarkiverse.tailsrv.runtime.messaging.position;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.messaging.TailPositionStore;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

/**
 * Positions in a {@link TailPositionStore}, which is called on worker threads: at most once in each interval, and at the end.
 */
public final class KeptPositions implements Positions {

    private static final AsyncLog LOG = AsyncLog.of(KeptPositions.class);
    private static final Duration LAST_SAVE = Duration.ofSeconds(5);

    private final String source;
    private final TailPositionStore store;
    private final Duration interval;
    private final ExecutorService workers;

    /** Where to go on, if that has changed since it was saved; else null. */
    private final AtomicReference<Supplier<TailPosition>> unsaved = new AtomicReference<>();

    private boolean scheduled; // guarded by this
    private boolean failing; // guarded by the store's turn: saves never overlap
    private final Object turn = new Object();

    /**
     * @param interval how often the store is called at most
     */
    public KeptPositions(String source, TailPositionStore store, Duration interval, ExecutorService workers) {
        this.source = source;
        this.store = store;
        this.interval = interval;
        this.workers = workers;
    }

    @Override
    public Optional<TailPosition> load() throws Exception {
        synchronized (turn) {
            return store.load(source);
        }
    }

    @Override
    public void acknowledged(TailLine line) {
        if (unsaved.getAndSet(line::position) == null) {
            schedule(interval);
        }
    }

    @Override
    public void begins(TailLine line) {
        unsaved.set(line::startPosition);
        schedule(Duration.ZERO);
    }

    private synchronized void schedule(Duration pause) {
        if (!scheduled) {
            scheduled = true;
            // Not workers.schedule: Quarkus' pool would run it in the message's context, which ends with its channel
            CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, workers).execute(this::saveInTime);
        }
    }

    private void saveInTime() {
        try {
            save();
        } finally {
            synchronized (this) {
                scheduled = false;
            }
            if (unsaved.get() != null) {
                schedule(interval);
            }
        }
    }

    private void save() {
        synchronized (turn) {
            try {
                saveNow();
                failing = false;
            } catch (Exception e) {
                complain(e);
            }
        }
    }

    private void saveNow() throws Exception {
        synchronized (turn) {
            Supplier<TailPosition> position = unsaved.getAndSet(null);
            if (position == null) {
                return;
            }
            try {
                store.save(source, position.get());
            } catch (Exception e) {
                unsaved.compareAndSet(null, position);
                throw e;
            }
        }
    }

    private void complain(Exception e) {
        if (!failing) {
            failing = true;
            LOG.warnf(
                    "The position of \"%s\" can't be saved (%s); it is tried again. After a restart now, lines would come again",
                    source, e);
        }
    }

    private void complainAtLast(Throwable cause) {
        LOG.warnf("The last position of \"%s\" was not saved (%s); after the restart, lines come again", source, cause);
    }

    @Override
    public void close() {
        Future<?> last = workers.submit(() -> {
            saveNow();
            return null;
        });
        try {
            last.get(LAST_SAVE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            complainAtLast(e.getCause());
        } catch (TimeoutException e) {
            complainAtLast(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
