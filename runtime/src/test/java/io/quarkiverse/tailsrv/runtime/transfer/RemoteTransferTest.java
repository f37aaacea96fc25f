package io.quarkiverse.tailsrv.runtime.transfer;

import static io.quarkiverse.tailsrv.runtime.transfer.FileBytes.MAX_LENGTH;
import static io.quarkiverse.tailsrv.runtime.transfer.Transfer.MIN_COPIED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.quarkiverse.tailsrv.runtime.file.Storage;
import io.quarkiverse.tailsrv.runtime.follower.FileChannelDouble;
import io.quarkiverse.tailsrv.runtime.follower.SettableGeneration;
import io.quarkiverse.tailsrv.runtime.thread.OnDemandThread;

/**
 * What is sent of a file that may hang. The event loop never reads it, so that it can't hang with it.
 */
class RemoteTransferTest {

    private static final int LENGTH = 10 * MAX_LENGTH;
    private static final byte[] CONTENT = new byte[LENGTH];

    static {
        new Random(7).nextBytes(CONTENT);
    }

    private final Queue<Runnable> reads = new ArrayDeque<>();
    private final Warmer warmer = new Warmer(reads::add, reads::add);
    private final FileChannelDouble file = new FileChannelDouble(CONTENT);
    private final List<Runway> connections = new ArrayList<>();
    private SettableGeneration generation;
    private Transfer transfer = new Transfer(false, warmer);
    private byte[] content = CONTENT;
    private int arrived;

    @BeforeEach
    void open() throws IOException {
        generation = new SettableGeneration(file, Storage.REMOTE);
    }

    @AfterEach
    void close() throws IOException {
        connections.forEach(Runway::close);
        readAll();
        transfer.close();
        generation.close();
        assertThat(file.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void sendsTheBytesThatAnotherThreadHasRead(boolean encrypted) throws IOException {
        transfer = new Transfer(encrypted, warmer);
        Runway connection = connect();
        assertThat(next(connection, 5)).isNull();
        assertThat(arrived).isZero();
        readAll();
        assertThat(arrived).isEqualTo(1);
        file.fails(true); // and hangs, for what is asked of it now
        Chunk chunk = next(connection, 5);
        assertThat(chunk.path()).isEqualTo(encrypted ? TransferPath.TLS : TransferPath.COPIED);
        assertThat(send(chunk)).isEqualTo(content(5, MAX_LENGTH));
    }

    @Test
    void readsOnePieceAhead() throws IOException {
        Runway connection = connect();
        next(connection, 0);
        readAll();
        Chunk first = next(connection, 0);
        readAll();
        assertThat(reads).isEmpty();
        assertThat(send(first)).isEqualTo(content(0, MAX_LENGTH));
        assertThat(send(next(connection, MAX_LENGTH))).isEqualTo(content(MAX_LENGTH, MAX_LENGTH));
    }

    @Test
    void readsUpToTheLimit() throws IOException {
        Runway connection = connect();
        next(connection, LENGTH - 3);
        readAll();
        assertThat(send(next(connection, LENGTH - 3))).isEqualTo(content(LENGTH - 3, 3));
        assertThat(reads).isEmpty();
    }

    @Test
    void sharesWhatALookHasRead() throws IOException {
        grow("one ");
        assertThat(shared(connect(), LENGTH)).isEqualTo("one ");
        grow("two ");
        assertThat(shared(connect(), LENGTH + 4)).isEqualTo("two ");
        assertThat(shared(connect(), LENGTH + 6)).isEqualTo("o ");
        grow("three");
        Transfer late = new Transfer(false, warmer); // of an event loop that was busy
        ByteBuf bytes = (ByteBuf) late.next(generation.get(), LENGTH, Long.MAX_VALUE, connect()).message();
        assertThat(bytes.toString(ISO_8859_1)).isEqualTo("one two three");
        bytes.release();
        late.close();
        assertThat(reads).isEmpty();
    }

    @Test
    void readsOnceMoreWhatNoLookHasKept() throws IOException {
        grow("x".repeat(MAX_LENGTH));
        Runway connection = connect();
        assertThat(next(connection, LENGTH)).isNull();
        readAll();
        assertThat(send(next(connection, LENGTH))).isEqualTo("x".repeat(MAX_LENGTH));
    }

    @Test
    void holdsLittleForEachOfManyClients() throws IOException {
        List<Chunk> inFlight = new ArrayList<>();
        long held = 0;
        for (int i = 0; i < 1000; i++) {
            next(connect(), 0);
        }
        readAll();
        for (Runway each : connections) {
            Chunk chunk = next(each, 0);
            inFlight.add(chunk);
            held += chunk.length();
        }
        readAll();
        inFlight.forEach(this::send);
        assertThat(held).isLessThan(Transfer.MAX_COPIED + MAX_LENGTH + 1000L * MIN_COPIED);
        assertThat(reads).isEmpty();
    }

    @Test
    void clientsThatLeaveFreeTheMemoryThatTheyWaitedFor() throws IOException {
        for (int i = 0; i < 1000; i++) {
            Runway connection = connect();
            next(connection, 0);
            connection.close();
        }
        int before = file.reads();
        readAll();
        assertThat(file.reads()).isEqualTo(before);
        Runway connection = connect();
        next(connection, 0);
        readAll();
        assertThat(send(next(connection, 0))).hasSize(MAX_LENGTH);
    }

    /** It has left nothing in the queue that would hold the file open, or be in memory, as long as another one hangs. */
    @Test
    void aClientThatLeavesIsNotKeptByAFileThatHangs() throws IOException {
        CompletableFuture<Void> alive = new CompletableFuture<>();
        try (OnDemandThread reader = new OnDemandThread("tailsrv-reader")) {
            reader.execute(alive::join);
            transfer = new Transfer(false, new Warmer(reads::add, reader));
            for (int i = 0; i < 1000; i++) {
                Runway connection = connect();
                next(connection, i);
                connection.close();
            }
            generation.close();
            assertThat(file.isOpen()).isFalse();
            alive.complete(null);
        } finally {
            alive.complete(null);
            generation = new SettableGeneration(new FileChannelDouble(CONTENT), Storage.REMOTE); // to be closed
        }
    }

    @Test
    void tellsThatTheFileCanNotBeReadOnceThatIsReached() throws IOException {
        Runway connection = connect();
        next(connection, 0);
        readAll();
        Chunk first = next(connection, 0);
        file.fails(true);
        readAll();
        send(first);
        assertThatThrownBy(() -> next(connection, MAX_LENGTH)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 4096, MAX_LENGTH - 1, MAX_LENGTH, MAX_LENGTH + 1, LENGTH - 1 })
    void sendsAllBytesBeforeTheFirstThatCanNotBeRead(int good) throws IOException {
        file.failsFrom(good);
        StringBuilder sent = new StringBuilder();
        Runway connection = connect();
        while (sent.length() < good) {
            Chunk next = next(connection, sent.length());
            readAll();
            sent.append(next == null ? "" : send(next));
        }
        assertThat(sent.toString()).isEqualTo(content(0, good));
        assertThatThrownBy(() -> next(connection, good)).isInstanceOf(IOException.class).isNotInstanceOf(EOFException.class);
    }

    @Test
    void tellsThatTheFileHasBecomeShorter() throws IOException {
        file.content(new byte[10]);
        Runway connection = connect();
        next(connection, 10);
        readAll();
        assertThatThrownBy(() -> next(connection, 10)).isInstanceOf(EOFException.class);
    }

    private Runway connect() {
        Runway connection = new Runway(ImmediateEventExecutor.INSTANCE, () -> arrived++);
        connections.add(connection);
        return connection;
    }

    /** As the event loop: it does not read. */
    private Chunk next(Runway connection, long position) throws IOException {
        int before = file.reads();
        Chunk next = transfer.next(generation.get(), position, Long.MAX_VALUE, connection);
        assertThat(file.reads()).isEqualTo(before);
        return next;
    }

    private String shared(Runway connection, long position) throws IOException {
        Chunk next = next(connection, position);
        assertThat(next.path()).isEqualTo(TransferPath.SHARED);
        return send(next);
    }

    private String send(Chunk chunk) {
        ByteBuf bytes = (ByteBuf) chunk.message();
        assertThat(chunk.length()).isEqualTo(bytes.readableBytes());
        String text = bytes.toString(ISO_8859_1);
        bytes.release();
        transfer.done(chunk);
        return text;
    }

    private void grow(String text) throws IOException {
        byte[] before = content;
        content = new byte[before.length + text.length()];
        System.arraycopy(before, 0, content, 0, before.length);
        System.arraycopy(text.getBytes(ISO_8859_1), 0, content, before.length, text.length());
        file.content(content);
        generation.grow(content.length);
    }

    private static String content(int from, int length) {
        return new String(CONTENT, from, length, ISO_8859_1);
    }

    private void readAll() {
        while (!reads.isEmpty()) {
            reads.remove().run();
        }
    }
}
