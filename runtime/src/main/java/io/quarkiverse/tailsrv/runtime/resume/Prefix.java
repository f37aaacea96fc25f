package io.quarkiverse.tailsrv.runtime.resume;

import java.util.Arrays;

import io.quarkiverse.tailsrv.client.TailFingerprint;
import io.vertx.core.buffer.Buffer;

/**
 * The first bytes that come over a connection, up to a number.
 */
final class Prefix {

    private final byte[] bytes;
    private int count;
    private Buffer rest = Buffer.buffer();

    Prefix(int wanted) {
        this.bytes = new byte[wanted];
    }

    void add(Buffer received) {
        int taken = Math.min(received.length(), bytes.length - count);
        received.getBytes(0, taken, bytes, count);
        count += taken;
        rest = received.getBuffer(taken, received.length());
    }

    boolean isComplete() {
        return count == bytes.length;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Whether they may be the first bytes of what the fingerprint is of. */
    boolean mayBe(TailFingerprint fingerprint) {
        return fingerprint.allows(bytes, count);
    }

    byte[] bytes() {
        return bytes;
    }

    byte[] lastBytes(int number) {
        return Arrays.copyOfRange(bytes, count - number, count);
    }

    /** What came behind them. */
    Buffer rest() {
        return rest;
    }

    /** All that came. */
    Buffer all() {
        return Buffer.buffer(count + rest.length()).appendBytes(bytes, 0, count).appendBuffer(rest);
    }
}
