package io.quarkiverse.tailsrv.runtime.messaging.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.messaging.TailBatchMetadata;
import io.quarkiverse.tailsrv.messaging.TailMetadata;
import io.quarkiverse.tailsrv.runtime.messaging.TestLine;
import io.quarkiverse.tailsrv.runtime.messaging.position.Positions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/**
 * Of a file's lines in batches, no more are delivered than may be in flight, and a batch is acknowledged, or fails, as a whole.
 */
class BatchReadingTest {

    private static final Portions PORTIONS = new Portions(16, true); // four lines a batch

    private final List<TailLine> acknowledged = new ArrayList<>();
    private final List<Throwable> ends = new ArrayList<>();
    private final AtomicLong requested = new AtomicLong();
    private final Reading reading = reading((origins, reason) -> CompletableFuture.failedFuture(reason));

    private Reading reading(FailureStrategy failures) {
        return new Reading("logserver:4321", PORTIONS, new Positions() {

            @Override
            public Optional<TailPosition> load() {
                return Optional.empty();
            }

            @Override
            public void acknowledged(TailLine line) {
                acknowledged.add(line);
            }
        }, failures, ends::add);
    }

    private AssertSubscriber<Message<List<byte[]>>> subscribe(Reading reading) {
        return subscribe(reading, 4);
    }

    /** To batches of that many lines. */
    @SuppressWarnings("unchecked")
    private AssertSubscriber<Message<List<byte[]>>> subscribe(Reading reading, int lines) {
        return reading.messages(Multi.createFrom().iterable(TestLine.lines(1, 100)).group().intoLists().of(lines)
                .onRequest().invoke(requested::addAndGet))
                .map(message -> (Message<List<byte[]>>) message)
                .subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    @Test
    void asManyAsMayBeInFlight() {
        AssertSubscriber<Message<List<byte[]>>> subscriber = subscribe(reading);
        assertThat(subscriber.getItems()).hasSize(4);
        subscriber.getItems().get(1).ack();
        assertThat(subscriber.getItems()).hasSize(4);
        subscriber.getItems().get(0).ack();
        assertThat(subscriber.getItems()).hasSize(6);
        assertThat(requested).hasValue(6);
        assertThat(acknowledged).containsExactly(new TestLine(8));
    }

    /** At the end of a file batches are small. There is room for a full one as long as one is requested. */
    @Test
    void asManyAsMayBeInFlightOfSmallOnes() {
        AssertSubscriber<Message<List<byte[]>>> subscriber = subscribe(reading, 1);
        assertThat(subscriber.getItems()).hasSize(13);
        subscriber.getItems().get(0).ack();
        assertThat(subscriber.getItems()).hasSize(14);
        assertThat(requested).hasValue(14);
    }

    @Test
    void eachIsABatchWithItsOrigin() {
        Message<List<byte[]>> message = subscribe(reading).getItems().get(1);
        assertThat(message.getPayload()).extracting(String::new).containsExactly("5", "6", "7", "8");
        TailBatchMetadata metadata = message.getMetadata(TailBatchMetadata.class).orElseThrow();
        assertThat(metadata.server()).isEqualTo("logserver:4321");
        assertThat(metadata.generation()).isEqualTo(1);
        assertThat(metadata.offset()).isEqualTo(50);
        assertThat(metadata.endOffset()).isEqualTo(90);
        assertThat(metadata.position()).isEqualTo(TestLine.behind(8));
        assertThat(metadata.lines()).isEqualTo(TestLine.lines(5, 8));
        assertThat(metadata).hasToString("logserver:4321, generation 1, bytes 50 to 90, 4 lines");
        assertThat(message.getMetadata(TailMetadata.class)).isEmpty();
    }

    @Test
    void aFailureEndsItBeforeTheBatch() {
        AssertSubscriber<Message<List<byte[]>>> subscriber = subscribe(reading);
        IllegalStateException reason = new IllegalStateException("no");
        subscriber.getItems().get(0).ack();
        assertThat(subscriber.getItems().get(1).nack(reason).toCompletableFuture()).isCompletedExceptionally();
        subscriber.getItems().get(2).ack();
        assertThat(ends).containsExactly(reason);
        assertThat(acknowledged).containsExactly(new TestLine(4));
    }

    @Test
    void aFailureIsIgnoredWithTheWholeBatch() {
        AssertSubscriber<Message<List<byte[]>>> subscriber = subscribe(reading(new Ignore("lines")));
        subscriber.getItems().get(0).nack(new IllegalStateException("no")).toCompletableFuture().join();
        assertThat(ends).isEmpty();
        assertThat(acknowledged).containsExactly(new TestLine(4));
    }

    @Test
    void eachLineIsADeadLetterOfItsOwn() {
        DeadLetters deadLetters = new DeadLetters((origin, reason) -> List.of("for " + origin.offset()));
        AssertSubscriber<Message<byte[]>> letters = letters(deadLetters);
        AssertSubscriber<Message<List<byte[]>>> subscriber = subscribe(reading(deadLetters));
        CompletableFuture<Void> refused = subscriber.getItems().get(0).nack(new IllegalStateException("no"))
                .toCompletableFuture();
        assertThat(letters.getItems()).extracting(letter -> new String(letter.getPayload()))
                .containsExactly("1", "2", "3", "4");
        assertThat(letters.getItems()).extracting(letter -> letter.getMetadata(String.class).orElseThrow())
                .containsExactly("for 10", "for 20", "for 30", "for 40");
        for (int i = 3; i > 0; i--) {
            letters.getItems().get(i).ack();
            assertThat(refused).isNotDone();
            assertThat(acknowledged).isEmpty();
        }
        letters.getItems().get(0).ack();
        assertThat(refused).isCompleted();
        assertThat(acknowledged).containsExactly(new TestLine(4));
    }

    @Test
    void aDeadLetterThatCanNotBeSentEndsIt() {
        DeadLetters deadLetters = new DeadLetters((origin, reason) -> List.of());
        AssertSubscriber<Message<byte[]>> letters = letters(deadLetters);
        subscribe(reading(deadLetters)).getItems().get(0).nack(new IllegalStateException("no"));
        letters.getItems().get(0).nack(new IllegalStateException("no broker"));
        letters.getItems().subList(1, 4).forEach(Message::ack);
        assertThat(ends).hasSize(1);
        assertThat(acknowledged).isEmpty();
    }

    private static AssertSubscriber<Message<byte[]>> letters(DeadLetters deadLetters) {
        return deadLetters.letters().subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    @Test
    void aBatchHasALine() {
        assertThatThrownBy(() -> new TailBatchMetadata("logserver:4321", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aQuarterOfWhatMayBeInFlightButOneAtLeast() {
        assertThat(new Portions(1024, true).largest()).isEqualTo(256);
        assertThat(new Portions(1, true).largest()).isEqualTo(1);
        assertThat(new Portions(1024, false).largest()).isEqualTo(1);
    }
}
