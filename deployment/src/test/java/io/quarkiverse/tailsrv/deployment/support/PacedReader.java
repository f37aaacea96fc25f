package io.quarkiverse.tailsrv.deployment.support;

import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Reads a piece of what a client gets at each tick of a clock, and nothing in between.
 */
public final class PacedReader {

    private final TestClient client;
    private final int piece;
    private final Duration period;
    private final MessageDigest digest = Hashes.sha256();
    private final CompletableFuture<String> hash = new CompletableFuture<>();
    private long left;

    private PacedReader(TestClient client, int piece, Duration period) {
        this.client = client;
        this.piece = piece;
        this.period = period;
    }

    public static PacedReader of(TestClient client, int piece, Duration period) {
        return new PacedReader(client, piece, period);
    }

    /** The SHA-256 of that many bytes, or of all there are if they are fewer. */
    public Future<String> hashAsync(long length) {
        left = length;
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "paced-reader");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleAtFixedRate(this::tick, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        hash.whenComplete((done, failed) -> clock.shutdown());
        return hash;
    }

    private void tick() {
        try {
            byte[] bytes = client.read((int) Math.min(piece, left));
            digest.update(bytes);
            left -= bytes.length;
            if (left == 0 || bytes.length == 0) {
                hash.complete(Hashes.hex(digest));
            }
        } catch (IOException e) {
            hash.completeExceptionally(e);
        }
    }
}
