package io.quarkiverse.tailsrv.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.client.LongLines;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientConnected;
import io.quarkiverse.tailsrv.client.TailClientEvent;
import io.quarkiverse.tailsrv.client.TailClientException;
import io.quarkiverse.tailsrv.client.TailGenerationChanged;
import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.runtime.lines.Items;
import io.quarkiverse.tailsrv.runtime.lines.Lines;
import io.quarkiverse.tailsrv.runtime.resume.BackOff;
import io.quarkiverse.tailsrv.runtime.resume.Endpoint;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * What may happen to a stream between two of its steps.
 */
class StreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] OLD = "old\n".repeat(1250).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "the new\n".getBytes(StandardCharsets.US_ASCII);

    private final Vertx vertx = Vertx.vertx();
    private final Clients clients = new Clients(vertx, null);
    private final AtomicReference<byte[]> file = new AtomicReference<>(OLD);
    private final List<TailClientEvent> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        clients.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Before it serves somebody, the test may replace the file. */
    private ServerDouble serving(Consumer<Long> before) {
        return new ServerDouble((offset, client) -> {
            before.accept(offset);
            byte[] served = file.get();
            if (offset < served.length) {
                client.getOutputStream().write(Arrays.copyOfRange(served, (int) offset, served.length));
            }
            client.getInputStream().read();
        });
    }

    /** The client has found the end of the old file, and asks for bytes before it that the new one does not have. */
    @ParameterizedTest
    @ValueSource(longs = { 0, 5000 - 256 })
    void rotatedBetweenTheSearchAndTheFirstConnection(long askedAfterTheSearch) throws Exception {
        List<Long> asked = new CopyOnWriteArrayList<>();
        try (ServerDouble server = serving(offset -> {
            asked.add(offset);
            if (offset == askedAfterTheSearch && asked.stream().filter(offset::equals).count() == (offset == 0 ? 2 : 1)) {
                file.set(NEW);
            }
        })) {
            TailClient client = clients.builder().port(server.port()).observer(events::add).maxAttempts(1)
                    .resumeTimeout(Duration.ofSeconds(1)).backOffMin(Duration.ofMillis(1)).build();
            client.lines(TailPosition.end()).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(events).filteredOn(TailClientConnected.class::isInstance)
                    .singleElement().extracting(event -> ((TailClientConnected) event).position().offset())
                    .isEqualTo((long) NEW.length));
        }
    }

    @Test
    void anObserverCancelsAtAnotherFile() throws Exception {
        AtomicReference<AssertSubscriber<TailLine>> reading = new AtomicReference<>();
        try (ServerDouble server = new ServerDouble((offset, client) -> {
            byte[] served = file.getAndSet(NEW);
            client.getOutputStream().write(served, (int) offset, served.length - (int) offset);
            if (served == NEW) {
                client.getInputStream().read();
            }
        })) {
            TailClient client = clients.builder().port(server.port()).backOffMin(Duration.ofMillis(200)).observer(event -> {
                events.add(event);
                if (event instanceof TailGenerationChanged) {
                    reading.get().cancel();
                }
            }).build();
            reading.set(client.lines().subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE)));
            await().until(() -> events.stream().anyMatch(TailGenerationChanged.class::isInstance)
                    && vertx.deploymentIDs().isEmpty());
            assertThat(client.status().streams()).isZero();
            assertThat(client.status().connected()).isZero();
            assertThat(client.status().bytes()).isEqualTo(OLD.length);
            assertThat(events.get(events.size() - 1)).isInstanceOf(TailGenerationChanged.class);
        }
    }

    /** It may be the old one, until nothing more has come for the resume timeout. */
    @Test
    void goesOnWithAShortFileThatBeginsAsTheOldOne() throws Exception {
        byte[] old = ("header\n" + "old\n".repeat(500) + "part").getBytes(StandardCharsets.US_ASCII);
        CountDownLatch more = new CountDownLatch(1);
        try (ServerDouble server = new ServerDouble((offset, client) -> {
            if (file.getAndSet(NEW) == OLD) {
                client.getOutputStream().write(old);
            } else {
                client.getOutputStream().write("header\n".getBytes(StandardCharsets.US_ASCII));
                more.await();
                client.getOutputStream().write(NEW);
                client.getInputStream().read();
            }
        })) {
            TailClient client = clients.builder().port(server.port()).resumeTimeout(Duration.ofMillis(500))
                    .backOffMin(Duration.ofMillis(1)).build();
            AssertSubscriber<TailLine> lines = client.lines().subscribe().withSubscriber(AssertSubscriber.create(502));
            lines.awaitItems(502, PATIENCE); // all of the old one, with the part of a line at its end
            assertThat(lines.getLastItem().text()).isEqualTo("part");
            more.countDown();
            await().during(300, TimeUnit.MILLISECONDS).until(() -> lines.getItems().size() == 502); // nothing comes unasked
            lines.request(2).awaitItems(504, PATIENCE);
            assertThat(lines.getItems().subList(502, 504)).extracting(TailLine::text).containsExactly("header", "the new");
            assertThat(lines.getLastItem().offset()).isEqualTo("header\n".length());
        }
    }

    /** Its subscriber is called on the event loop of the other one. */
    @Test
    void outlivesAStreamWhoseSubscriberHasSubscribedToIt() throws Exception {
        try (ServerDouble server = serving(offset -> {
        })) {
            TailClient client = clients.builder().port(server.port()).build();
            AssertSubscriber<TailLine> lines = client.lines(TailPosition.start()).select().first(1).onItem()
                    .transformToMultiAndConcatenate(first -> client.lines(TailPosition.start())).subscribe()
                    .withSubscriber(AssertSubscriber.create(1));
            lines.awaitItems(1, PATIENCE);
            await().atMost(PATIENCE).until(() -> vertx.deploymentIDs().size() == 1);
            lines.request(2).awaitItems(3, PATIENCE).assertNotTerminated().cancel();
        }
    }

    @Test
    void goesOnWhateverAnObserverThrows() throws Exception {
        try (ServerDouble server = serving(offset -> {
        })) {
            TailClient client = clients.builder().port(server.port()).observer(event -> {
                throw new AssertionError("of a test");
            }).build();
            client.lines(TailPosition.start()).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE))
                    .awaitItems(1250, PATIENCE).cancel();
        }
    }

    @Test
    void whatFailsInTheClientFailsTheStream() throws Exception {
        try (ServerDouble server = serving(offset -> {
        })) {
            Endpoint endpoint = new Endpoint("localhost", server.port(), null, PATIENCE);
            ClientSettings settings = new ClientSettings("tested", TailPosition.start(), new ClientSettings.Connecting(endpoint,
                    new BackOff(PATIENCE, PATIENCE, 0), PATIENCE), null, null);
            AssertSubscriber<TailLine> lines = AssertSubscriber.create(Long.MAX_VALUE);
            Stream<TailLine> stream = new Stream<>(clients, settings, new Reports("tested", null, new ClientStatistics()),
                    lines);
            lines.onSubscribe(stream.delivery());
            stream.begin(TailPosition.start(), new Exhausted());
            assertThat(lines.awaitFailure(PATIENCE).getFailure()).isInstanceOf(TailClientException.class)
                    .hasMessage("Tail client \"tested\" has failed: java.lang.OutOfMemoryError: of a test")
                    .hasCauseInstanceOf(OutOfMemoryError.class);
        }
    }

    /** Has no memory for what comes. */
    private static final class Exhausted implements Items<TailLine> {

        private final Lines lines = new Lines(StandardCharsets.UTF_8, 1, LongLines.SPLIT);

        @Override
        public void begin(long generation, long offset, byte[] head, byte[] history, boolean torn) {
            lines.begin(generation, offset, head, history, torn);
        }

        @Override
        public void received(Buffer bytes) {
            throw new OutOfMemoryError("of a test");
        }

        @Override
        public TailLine next() {
            return null;
        }

        @Override
        public TailPosition position() {
            return lines.position();
        }
    }
}
