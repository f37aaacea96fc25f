package io.quarkiverse.tailsrv.runtime.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

import io.quarkiverse.tailsrv.client.TailChunk;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientStatus;
import io.quarkiverse.tailsrv.client.TailFingerprint;
import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.buffer.Buffer;

/**
 * A client with its server: what a test writes comes as chunks to the last stream that was subscribed to.
 */
final class ServerDouble implements TailClient {

    private static final int CHUNK = 50_000;

    private record Chunk(long generation, long offset, Buffer bytes, TailPosition position) implements TailChunk {
    }

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private MultiEmitter<? super TailChunk> stream;
    private TailPosition from;
    private long generation = 1;
    private int streams;

    synchronized ServerDouble append(byte[] bytes) {
        int offset = file.size();
        file.writeBytes(bytes);
        send(offset);
        return this;
    }

    ServerDouble append(String text) {
        return append(text.getBytes(UTF_8));
    }

    /** Another file is in the place of this one. */
    synchronized ServerDouble replace(String text) {
        file.reset();
        generation++;
        return append(text);
    }

    private void send(int offset) {
        byte[] all = file.toByteArray();
        for (int at = offset; stream != null && at < all.length; at += CHUNK) {
            byte[] bytes = Arrays.copyOfRange(all, at, Math.min(all.length, at + CHUNK));
            stream.emit(new Chunk(generation, at, Buffer.buffer(bytes), null));
        }
    }

    synchronized void fail(Throwable failure) {
        stream.fail(failure);
    }

    synchronized void end() {
        stream.complete();
    }

    /** Where the last stream was told to begin. */
    synchronized TailPosition from() {
        return from;
    }

    synchronized int streams() {
        return streams;
    }

    @Override
    public Multi<TailChunk> chunks(TailPosition from) {
        return Multi.createFrom().emitter(emitter -> begin(emitter, from), BackPressureStrategy.BUFFER);
    }

    private synchronized void begin(MultiEmitter<? super TailChunk> emitter, TailPosition from) {
        stream = emitter;
        streams++;
        this.from = from;
        boolean same = file.size() >= from.offset()
                && (!from.verifiable() || from.equals(position(file.toByteArray(), (int) from.offset())));
        generation = same ? 1 : 2;
        send(same ? (int) from.offset() : 0);
    }

    @Override
    public String name() {
        return "double";
    }

    @Override
    public Multi<TailChunk> chunks() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Multi<TailLine> lines() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Multi<TailLine> lines(TailPosition from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TailClientStatus status() {
        return new TailClientStatus(1, 1, 0, 0, 1, Optional.empty());
    }

    private static TailPosition position(byte[] bytes, int offset) {
        int head = Math.min(offset, TailPosition.HEAD_LENGTH);
        int last = Math.min(offset, TailPosition.LAST_LENGTH);
        return TailPosition.of(1, offset, TailFingerprint.of(bytes, 0, head),
                TailFingerprint.of(bytes, offset - last, last));
    }
}
