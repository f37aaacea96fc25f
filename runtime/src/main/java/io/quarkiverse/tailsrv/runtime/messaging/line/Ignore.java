package io.quarkiverse.tailsrv.runtime.messaging.line;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tailsrv.messaging.TailMetadata;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

/**
 * Goes on with the next line. The log says so at most once in ten seconds, however many lines fail.
 */
public final class Ignore implements FailureStrategy {

    private static final AsyncLog LOG = AsyncLog.of(Ignore.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String channel;
    private long ignored;
    private long lastSaid = System.nanoTime() - PAUSE_NANOS;

    public Ignore(String channel) {
        this.channel = channel;
    }

    @Override
    public CompletionStage<Void> handle(List<TailMetadata> origins, Throwable reason) {
        count(origins, reason);
        return CompletableFuture.completedFuture(null);
    }

    private synchronized void count(List<TailMetadata> origins, Throwable reason) {
        long before = ignored;
        ignored += origins.size();
        long now = System.nanoTime();
        if (now - lastSaid >= PAUSE_NANOS) {
            lastSaid = now;
            LOG.warnf("Channel \"%s\": %s failed (%s) and is ignored, as %s lines were so far: %s", channel,
                    origins.size() == 1 ? "a line has" : "a batch of " + origins.size() + " lines has", reason, before,
                    place(origins));
        }
    }

    private static String place(List<TailMetadata> origins) {
        return origins.size() == 1 ? origins.get(0).toString() : "the first of them from " + origins.get(0);
    }
}
