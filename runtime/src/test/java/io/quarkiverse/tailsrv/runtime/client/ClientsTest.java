package io.quarkiverse.tailsrv.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.client.LongLines;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientBuilder;
import io.quarkiverse.tailsrv.client.TailClientDisconnected;
import io.quarkiverse.tailsrv.client.TailClientEvent;
import io.quarkiverse.tailsrv.client.TailClientException;
import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/**
 * How streams fail and end, and what a client is told to do.
 */
class ClientsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] FILE = "one\ntwo\n".getBytes(StandardCharsets.US_ASCII);

    private final Vertx vertx = Vertx.vertx();
    private final Clients clients = new Clients(vertx, null);

    @AfterEach
    void close() {
        clients.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Sends the file, and then nothing. */
    private static ServerDouble serving() {
        return new ServerDouble((offset, client) -> {
            client.getOutputStream().write(Arrays.copyOfRange(FILE, (int) offset, FILE.length));
            client.getInputStream().read();
        });
    }

    private TailClientBuilder impatient(int port) {
        return clients.builder().name("tested").port(port).backOffMin(Duration.ofMillis(1)).maxAttempts(3);
    }

    private static AssertSubscriber<TailLine> lines(TailClientBuilder builder) {
        return builder.build().lines().subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    private static Throwable failure(TailClientBuilder builder) {
        return lines(builder).awaitFailure(PATIENCE).getFailure();
    }

    @Test
    void refused() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<TailClientEvent> events = new CopyOnWriteArrayList<>();
        assertThat(failure(impatient(port).observer(events::add))).isInstanceOf(TailClientException.class)
                .hasMessageStartingWith("Tail client \"tested\" gives up \"localhost:" + port
                        + "\" after 3 tries in a row: can't connect: ")
                .hasMessageContaining("refused").hasCauseInstanceOf(ConnectException.class);
        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.client()).isEqualTo("tested");
            assertThat(((TailClientDisconnected) event).position()).isEqualTo(TailPosition.start());
            assertThat(((TailClientDisconnected) event).pause()).isPositive();
        });
    }

    @Test
    void unknownHost() {
        assertThat(failure(impatient(1).host("unknown.invalid"))).isInstanceOf(TailClientException.class)
                .hasMessageContaining("unknown.invalid:1").hasCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void closedWithoutAByte() throws Exception {
        try (ServerDouble server = new ServerDouble((offset, client) -> client.close())) {
            assertThat(failure(impatient(server.port()))).isInstanceOf(TailClientException.class)
                    .hasMessageMatching(
                            ".* after 3 tries in a row: (the server has closed the connection|the connection broke: .*)");
            assertThat(server.clients()).isEqualTo(3);
        }
    }

    /** A connection that has brought something is no failed try. */
    @Test
    void eachByteIsASuccess() throws Exception {
        try (ServerDouble server = new ServerDouble((offset, client) -> {
            client.getOutputStream().write("x\n".repeat(600).getBytes(), 0, 1200); // what is asked for is always the same
            client.getOutputStream().flush();
        })) {
            AssertSubscriber<TailLine> lines = lines(impatient(server.port()).maxAttempts(1));
            await().until(() -> server.clients() > 20);
            lines.cancel();
            assertThat(lines.getFailure()).isNull();
        }
    }

    @Test
    void anObserverThatThrowsBreaksNothing() throws Exception {
        try (ServerDouble server = serving()) {
            AssertSubscriber<TailLine> lines = lines(impatient(server.port()).observer(event -> {
                throw new IllegalStateException("of a test");
            }));
            lines.awaitItems(2, PATIENCE).cancel();
        }
    }

    @Test
    void aLineThatIsTooLongFailsTheStream() throws Exception {
        try (ServerDouble server = serving()) {
            assertThat(failure(impatient(server.port()).maxLineLength(3).longLines(LongLines.FAIL)))
                    .isInstanceOf(TailClientException.class)
                    .hasMessageStartingWith("The line at offset 0 has more than 3 bytes");
        }
    }

    @Test
    void streamsEndWithTheApplication() throws Exception {
        try (ServerDouble server = serving()) {
            TailClient client = impatient(server.port()).build();
            AssertSubscriber<TailLine> before = client.lines().subscribe()
                    .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
            before.awaitItems(2, PATIENCE);
            clients.close();
            before.awaitCompletion(PATIENCE);
            client.lines().subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE)).awaitCompletion(PATIENCE);
            await().untilAsserted(() -> assertThat(client.status().streams()).isZero());
            assertThat(client.status().connected()).isZero();
            assertThat(vertx.deploymentIDs()).isEmpty();
        }
    }

    @Test
    void streamsEndWithVertx() throws Exception {
        try (ServerDouble server = serving()) {
            AssertSubscriber<TailLine> lines = lines(impatient(server.port()));
            lines.awaitItems(2, PATIENCE);
            vertx.close();
            lines.awaitCompletion(PATIENCE);
        }
    }

    @Test
    void cancelledAtOnce() throws Exception {
        try (ServerDouble server = serving()) {
            TailClient client = impatient(server.port()).build();
            for (int i = 0; i < 100; i++) {
                client.lines().subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE)).cancel();
            }
            await().untilAsserted(() -> assertThat(vertx.deploymentIDs()).isEmpty());
            assertThat(client.status().streams()).isZero();
            assertThat(client.status().connected()).isZero();
        }
    }

    /** Mutiny's own do not throw. */
    @Test
    void aSubscriberThatThrowsHasCancelled() throws Exception {
        try (ServerDouble server = serving()) {
            TailClient client = impatient(server.port()).build();
            vertx.exceptionHandler(failure -> assertThat(failure).hasMessage("of a test"));
            client.lines().subscribe().withSubscriber(new AssertSubscriber<>(Long.MAX_VALUE) {
                @Override
                public void onNext(TailLine line) {
                    throw new IllegalStateException("of a test");
                }
            });
            await().until(() -> server.clients() > 0 && client.status().streams() == 0);
        }
    }

    @Test
    void status() throws Exception {
        try (ServerDouble server = serving()) {
            TailClient client = impatient(server.port()).build();
            assertThat(client.status().sinceLastByte()).isEmpty();
            AssertSubscriber<TailLine> lines = client.lines().subscribe()
                    .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
            lines.awaitItems(2, PATIENCE);
            assertThat(client.status().streams()).isEqualTo(1);
            assertThat(client.status().connected()).isEqualTo(1);
            assertThat(client.status().bytes()).isEqualTo(FILE.length);
            assertThat(client.status().generations()).isEqualTo(1);
            assertThat(client.status().reconnects()).isZero();
            assertThat(client.status().sinceLastByte()).hasValueSatisfying(age -> assertThat(age.isNegative()).isFalse());
            lines.cancel();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 2, 3 })
    void eachStreamHasItsEventLoop(int eventLoops) throws Exception {
        Vertx own = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops));
        Clients all = new Clients(own, null);
        try (ServerDouble server = serving()) {
            List<String> threads = new CopyOnWriteArrayList<>();
            TailClient client = all.builder().port(server.port()).build();
            for (int i = 0; i < eventLoops; i++) {
                client.lines().subscribe().with(line -> threads.add(Thread.currentThread().getName()));
            }
            await().until(() -> threads.size() == 2 * eventLoops);
            assertThat(threads).allMatch(name -> name.startsWith("vert.x-eventloop-thread"));
            assertThat(threads.stream().distinct()).hasSize(eventLoops);
        } finally {
            all.close();
            own.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void whatIsOutOfRange() {
        TailClientBuilder builder = clients.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.port(0))
                .withMessage("The port \"0\" of a client must be from 1 to 65535");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.host(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxLineLength(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxLineLength((1 << 29) + 1))
                .withMessageEndingWith("must be from 1 to 536870912 bytes (512 MiB)");
        for (String charset : new String[] { "UTF-16", "UTF-16LE", "UTF-32BE", "IBM1047" }) {
            assertThatIllegalArgumentException().isThrownBy(() -> builder.charset(Charset.forName(charset)))
                    .withMessage("The charset \"" + charset + "\" of a client must have the single byte 0x0A as its newline,"
                            + " where lines are cut; use UTF-8, ISO-8859-1 or another one that agrees with ASCII in this");
        }
        for (String charset : new String[] { "US-ASCII", "ISO-8859-15", "Shift_JIS", "GB18030" }) {
            builder.charset(Charset.forName(charset));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxAttempts(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.resumeTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.connectTimeout(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.backOffMax(ChronoUnit.FOREVER.getDuration()))
                .withMessageEndingWith("of a client must be more than zero, and at most 365 days");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.backOffMin(Duration.ofMinutes(1)).build())
                .withMessage("The longest pause \"PT30S\" of a client must not be shorter than the shortest one, \"PT1M\"");
    }
}
