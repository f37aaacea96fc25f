package io.quarkiverse.tailsrv.runtime.messaging.line;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.reactive.messaging.Message;

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
    public CompletionStage<Void> handle(Message<byte[]> message, Throwable reason) {
        count(message, reason);
        return CompletableFuture.completedFuture(null);
    }

    private synchronized void count(Message<byte[]> message, Throwable reason) {
        ignored++;
        long now = System.nanoTime();
        if (now - lastSaid >= PAUSE_NANOS) {
            lastSaid = now;
            LOG.warnf("Channel \"%s\": a line has failed (%s) and is ignored, as %s were so far: %s", channel, reason,
                    ignored - 1,
                    message.getMetadata(TailMetadata.class).orElseThrow());
        }
    }
}
